#!/bin/sh
# Installs the package in a clean Debian 12 without systemd, and asks the server there for a page: try-deb.sh PACKAGE. As root; takes some minutes.
set -eu
root=$(mktemp -d)
chmod 755 "$root" # its users must come in
server=
clean() {
	[ -z "$server" ] || { kill "$server" && wait "$server"; } 2> /dev/null || true
	umount "$root/proc" 2> /dev/null || true
	rm -rf "$root"
}
trap clean EXIT

debootstrap --variant=minbase bookworm "$root" > /dev/null
mount -t proc proc "$root/proc"
cp "$1" "$root/root/wijkinzicht.deb"
chroot "$root" apt-get install -y -qq /root/wijkinzicht.deb > /dev/null
echo "installed: $(chroot "$root" wijkinzicht version | head -1)"

port=18080
chroot "$root" runuser -u wijkinzicht -- wijkinzicht serve --store /var/lib/wijkinzicht --listen "127.0.0.1:$port" &
server=$!
for _ in $(seq 120); do
	curl --fail --silent "http://127.0.0.1:$port/healthz" && break
	sleep 1
done
curl --fail --silent "http://127.0.0.1:$port/wijk/moerwijk" | grep '<h1>Moerwijk</h1>'
chroot "$root" apt-get remove -y -qq wijkinzicht > /dev/null
[ -e "$root/var/lib/wijkinzicht/wijkinzicht.duckdb" ] && echo "removed; the figures stay"
