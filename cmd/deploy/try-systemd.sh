#!/bin/sh
# Boots a clean Debian 12 with systemd in namespaces of its own, and does there what an operator does: installs an older version of the
# package, sets something, upgrades while somebody reads, loses the process, removes it: try-systemd.sh PACKAGE. As root, with util-linux,
# debootstrap and curl; takes some minutes.
set -eu
work=$(mktemp -d)
root=$work/root
init=
clean() {
	[ -z "$init" ] || kill -9 "$init" 2> /dev/null || true
	sleep 1
	rm -rf "$work"
}
trap clean EXIT
say() { echo "$*"; }
inside() { nsenter -t "$init" -m -p -u -i -C -r -w /usr/bin/env DEBIAN_FRONTEND=noninteractive "$@"; }
fail() { say "FAILED: $*"; inside journalctl --no-pager -n 30 -u wijkinzicht; exit 1; }
answers() { for _ in $(seq 60); do curl --fail --silent "http://127.0.0.1:$1/healthz" && echo && return; sleep 1; done; fail "no answer on port $1"; }

mkdir "$root"
debootstrap --variant=minbase --include=systemd,systemd-sysv bookworm "$root" > /dev/null
cp /etc/resolv.conf "$root/etc/resolv.conf"
cp "$1" "$root/root/new.deb"
dpkg-deb -R "$1" "$work/older"
sed -i 's/^Version:.*/Version: 0.0.1/' "$work/older/DEBIAN/control"
dpkg-deb --root-owner-group -Zgzip --build "$work/older" "$root/root/old.deb" > /dev/null

# What systemd finds in a container: https://systemd.io/CONTAINER_INTERFACE
cat > "$work/boot" <<BOOT
#!/bin/sh
mount --make-rprivate /
mount --bind $root $root
mount -t proc proc $root/proc
mount -t sysfs sysfs $root/sys
mount -t cgroup2 cgroup2 $root/sys/fs/cgroup
for at in run tmp dev; do mount -t tmpfs tmpfs $root/\$at; done
for device in null zero full random urandom tty; do touch $root/dev/\$device; mount --bind /dev/\$device $root/dev/\$device; done
container=namespaces exec chroot $root /lib/systemd/systemd --system --log-target=journal
BOOT
chmod 755 "$work/boot" "$work" "$root"
setsid unshare --mount --pid --fork --uts --ipc --cgroup "$work/boot" > /dev/null 2>&1 &
sleep 10
init=$(pgrep -n -f 'systemd --system --log-target=journal')
say "systemd: $(inside systemctl is-system-running || true)"

inside apt-get install -y -qq /root/old.deb > /dev/null
answers 8080
inside sed -i 's/^#WIJKINZICHT_LISTEN=.*/WIJKINZICHT_LISTEN=127.0.0.1:18085/' /etc/default/wijkinzicht
inside systemctl restart wijkinzicht
answers 18085

(while :; do curl --silent -o /dev/null --fail http://127.0.0.1:18085/wijk/moerwijk || date +%s.%N >> "$work/missed"; sleep 0.05; done) &
reader=$!
inside apt-get install -y -qq /root/new.deb > /dev/null
answers 18085 # where the operator set it
kill $reader
say "missed while it was upgraded: $(wc -l < "$work/missed" 2> /dev/null || echo 0) requests"

inside sh -c 'kill -9 $(systemctl show -p MainPID --value wijkinzicht)'
sleep 3
answers 18085
[ "$(inside systemctl show -p NRestarts --value wijkinzicht)" = 1 ] || fail "it was not started again"
inside systemctl is-active --quiet wijkinzicht-ingest.timer || fail "the timer does not run"
curl --fail --silent 'http://127.0.0.1:18085/onderzoek/sql.json?q=select+42+as+a' | grep -q 42 || fail "no answer to a question in SQL"
inside runuser -u nobody -- wijkinzicht query --store /var/lib/wijkinzicht "select count(*) from trend" || fail "another user cannot read the figures"
say "$(inside systemd-analyze security wijkinzicht --no-pager | tail -1)"

inside apt-get remove -y -qq wijkinzicht > /dev/null
! curl --silent -o /dev/null http://127.0.0.1:18085/healthz || fail "it answers after it was removed"
[ -e "$root/var/lib/wijkinzicht/wijkinzicht.duckdb" ] && say "removed; the figures stay"
