#!/usr/bin/env bash
# Runs in a private mount namespace (engine.sh's unshare): makes TREE the root directory, with the machine's /proc,
# /sys, /dev and the SHARED directories in it, and becomes COMMAND there. SHARED is a directory, or one and where it is
# to be: /mnt/data:/var/lib/docker.
# Usage: engine-enter.sh TREE SHARED... -- COMMAND...
# A chroot would not do: runc enters containers with pivot_root, which the kernel refuses inside a chroot.
set -euo pipefail

tree=$1
shift
mount --bind "$tree" "$tree"
for system in proc sys dev; do mount --rbind "/$system" "$tree/$system"; done
mount -t tmpfs -o mode=755 tmpfs "$tree/run"
while [ "$1" != -- ]; do
    mkdir -p "$tree${1#*:}"
    mount --bind "${1%%:*}" "$tree${1#*:}"
    shift
done
shift

# Docker and crun disagree about a machine with both cgroup versions: Docker uses version 1 there, crun refuses the
# machine ("cgroups in hybrid mode not supported, drop all controllers from cgroupv2"). With version 2 hidden, both
# see version 1 only.
if mountpoint -q "$tree/sys/fs/cgroup/unified"; then umount "$tree/sys/fs/cgroup/unified"; fi

# iptables-legacy takes turns by this file; both rule sets' users see one.
touch /run/xtables.lock "$tree/run/xtables.lock"
mount --bind /run/xtables.lock "$tree/run/xtables.lock"

cmp -s /etc/resolv.conf "$tree/etc/resolv.conf" || cp /etc/resolv.conf "$tree/etc/resolv.conf"
cd "$tree"
# On the file system in memory that nobody else sees: others may enter the same tree at this moment.
mkdir run/.old-root
pivot_root . run/.old-root
# shellcheck disable=SC2016 # expanded inside
exec chroot . /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/ \
    /bin/sh -c 'umount -l /run/.old-root && rmdir /run/.old-root && exec "$@"' sh "$@"
