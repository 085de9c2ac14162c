#!/bin/sh
# Starts mfsmaster in the foreground, in the current directory: master.sh ADDRESS NETWORK
set -eu
address=$1
network=$2

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
printf '%s / rw,alldirs,admin,maproot=0:0\n' "$network" >mfsexports.cfg

exec mfsmaster -c "$PWD/mfsmaster.cfg" -f start
