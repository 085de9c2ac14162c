#!/bin/sh
# Lays out the files of the worker's image: the program and the shared libraries that it was linked with, which it finds
# at the paths that the linker wrote into it.
# usage: lay-out-image.sh PROGRAM DIRECTORY
set -eu

program=$1
tree=$2

rm -rf "$tree"
mkdir -p "$tree/etc" "$tree/tmp" "$tree/ramdisk"
# Where a tmpfs is mounted on a directory, it gets that one's mode, and the worker need not be root.
chmod 1777 "$tree/tmp" "$tree/ramdisk"
printf 'root:x:0:0:root:/:/scalesim-worker\nnobody:x:65534:65534:nobody:/:/scalesim-worker\n' > "$tree/etc/passwd"
printf 'root:x:0:\nnogroup:x:65534:\n' > "$tree/etc/group"

copy() {
    mkdir -p "$tree$(dirname "$1")"
    cp -L --preserve=mode,timestamps "$1" "$tree$1"
}

# ldd prints "libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x...)" and "/lib64/ld-linux-x86-64.so.2 (0x...)".
libraries=$(ldd "$program" | sed -n 's/.*=> \(\/[^ ]*\) .*/\1/p; s/^[[:space:]]*\(\/[^ ]*\) .*/\1/p')
for library in $libraries; do
    copy "$library"
    # Before glibc 2.34 names were resolved by libraries that libc loads when it needs them.
    case $library in
        */libc.so.6)
            for name in libnss_files.so.2 libnss_dns.so.2 libresolv.so.2; do
                if [ -e "$(dirname "$library")/$name" ]; then
                    copy "$(dirname "$library")/$name"
                fi
            done
            ;;
    esac
done

# The program comes last: its time tells the build that the tree is whole.
cp "$program" "$tree/scalesim-worker"
chmod 755 "$tree/scalesim-worker"
touch "$tree/scalesim-worker"
