#!/bin/sh
# Makes a Debian package of a binary, with its units: deb.sh BINARY VERSION ARCHITECTURE FOLDER.
set -eu
binary=$1 architecture=$3 folder=$4
here=$(dirname "$0")
# A version of Debian begins with a digit, and a newer one sorts after an older: a commit without a tag is named by its time.
version=$(printf %s "$2" | sed 's/^v//; s/-/+/g')
case $version in
[0-9]*.*) ;;
*) version=0.$(git -C "$here" log -1 --format=%cd --date=format:%Y%m%d%H%M)+$version ;;
esac
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT

install -D -m 755 "$binary" "$root/usr/bin/wijkinzicht"
for unit in wijkinzicht.service wijkinzicht-ingest.service wijkinzicht-ingest.timer; do
	install -D -m 644 "$here/$unit" "$root/lib/systemd/system/$unit"
done
install -D -m 644 "$here/wijkinzicht.default" "$root/etc/default/wijkinzicht"
install -D -m 644 "$here/nginx.conf" "$root/usr/share/doc/wijkinzicht/examples/nginx.conf"
install -D -m 644 "$here/nginx-replicas.conf" "$root/usr/share/doc/wijkinzicht/examples/nginx-replicas.conf"
install -D -m 644 "$here/../../BEHEER.md" "$root/usr/share/doc/wijkinzicht/BEHEER.md"
install -D -m 644 "$here/../../web/dist/licenties.txt" "$root/usr/share/doc/wijkinzicht/copyright"

mkdir "$root/DEBIAN"
echo /etc/default/wijkinzicht > "$root/DEBIAN/conffiles"
install -m 755 "$here/postinst" "$here/prerm" "$root/DEBIAN/"
cat > "$root/DEBIAN/control" <<CONTROL
Package: wijkinzicht
Version: $version
Architecture: $architecture
Maintainer: Wijk in zicht <wijkinzicht@localhost>
Installed-Size: $(du -sk "$root/usr" | cut -f1)
Depends: libc6 (>= 2.34), libstdc++6, libgeos-c1v5 (>= 3.11), adduser, ca-certificates
Section: web
Priority: optional
Description: dashboard of neighbourhoods that are followed over twenty years
 Loads the statistics of CBS, the Leefbaarometer, police and health monitor
 into one DuckDB file and serves pages, charts, maps and embeds of them.
CONTROL
chmod -R u=rwX,go=rX "$root"
mkdir -p "$folder"
dpkg-deb --root-owner-group -Zgzip --build "$root" "$folder/wijkinzicht_${version}_$architecture.deb"
