#!/bin/sh
# Starts mfsmaster in the foreground, in the current directory: master.sh ADDRESS
set -eu
address=$1

mkdir -p data
[ -e data/metadata.mfs ] || cp /var/lib/mfs/metadata.mfs.empty data/metadata.mfs

# All three of its ports on the cluster's own gateway: nobody else on this machine's networks reaches it.
cat >mfsmaster.cfg <<CFG
WORKING_USER = $(id -un)
WORKING_GROUP = $(id -gn)
DATA_PATH = $PWD/data
EXPORTS_FILENAME = $PWD/mfsexports.cfg
MATOML_LISTEN_HOST = $address
MATOCS_LISTEN_HOST = $address
MATOCL_LISTEN_HOST = $address
NICE_LEVEL = 0
CFG
# To every client that reaches that address: the cluster, and this machine, which comes as any of its own addresses, as
# Docker masquerades what leaves the cluster's network by another interface, the loopback included.
printf '* / rw,alldirs,admin,maproot=0:0\n' >mfsexports.cfg

exec mfsmaster -c "$PWD/mfsmaster.cfg" -f start
