#!/bin/sh
# Makes everything of a release in release/: for amd64 and arm64 a packed binary and a Debian package, lists of what is in them (SBOM), and
# sums. Run on Debian, amd64; for arm64 it needs `make deps-arm64`, and says so when that is not there.
set -eu
version=$1 folder=release
gomod=github.com/CycloneDX/cyclonedx-gomod/cmd/cyclonedx-gomod@v1.9.0
cd "$(dirname "$0")/../.."
rm -rf "$folder"
mkdir -p "$folder"

# pack BINARY ARCHITECTURE
pack() {
	name=wijkinzicht-$version-linux-$2
	tar --create --gzip --owner 0 --group 0 --mode 755 --directory "$(dirname "$1")" --file "$folder/$name.tar.gz" wijkinzicht
	cmd/deploy/deb.sh "$1" "$version" "$2" "$folder"
	go run "$gomod" bin -json -licenses=false -version "$version" -output "$folder/$name.cdx.json" "$1"
}

pack bin/wijkinzicht amd64
arm=bin/arm64
if [ -e "$arm/usr/lib/aarch64-linux-gnu/libgeos_c.so" ] && command -v aarch64-linux-gnu-g++ > /dev/null; then
	libraries=$PWD/$arm/usr/lib/aarch64-linux-gnu
	CGO_ENABLED=1 GOARCH=arm64 CC=aarch64-linux-gnu-gcc CXX=aarch64-linux-gnu-g++ PKG_CONFIG_LIBDIR=$libraries/pkgconfig PKG_CONFIG_SYSROOT_DIR=$PWD/$arm \
		CGO_LDFLAGS="-L$libraries -Wl,-rpath-link,$libraries" go build -ldflags "-s -w -X main.version=$version" -o "$arm/wijkinzicht" ./cmd/wijkinzicht
	pack "$arm/wijkinzicht" arm64
else
	echo "No release for arm64: run make deps-arm64 first." >&2
fi
(cd web && npm sbom --sbom-format cyclonedx) > "$folder/wijkinzicht-$version-web.cdx.json"
(cd "$folder" && sha256sum -- * > SHA256SUMS)
