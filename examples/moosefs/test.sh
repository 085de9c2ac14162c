#!/bin/sh
# A functional test of MooseFS at scale: scalesim run cluster.yaml -- ./test.sh
# Files written through a client read back intact; workers are killed, and the master reports the copies that are
# missing; what still has a copy reads back during the loss; the workers return. Every wait has an end.
set -eu
master=${SCALESIM_MASTER%:*}
files=200
patience=60

fail() {
    printf 'FAILED: %s\n' "$*" >&2
    exit 1
}

# wait_until WHAT COMMAND...: until COMMAND succeeds, at most so many seconds.
wait_until() {
    what=$1
    shift
    tries=0
    until "$@"; do
        tries=$((tries + 1))
        [ "$tries" -lt "$patience" ] || fail "not within $patience s: $what"
        sleep 1
    done
}

mfs() { mfscli -H "$master" -s '|' "$@"; }

# chunk servers:|198.18.0.2|20000|1|-|3.0.117|0|maintenance_off|0|1052672|67108864|-|0|0|0
servers() { mfs -SCS | grep -c '^chunk servers:|' || true; }
counts() { [ "$(servers)" -eq "$1" ]; }

# chunks CLASS: how many chunks are in a class, such as stable or undergoal.
# all chunks matrix:|chunkclass undergoal:|17
chunks() { mfs -SIC | sed -n "s/^all chunks matrix:|chunkclass $1:|//p"; }
below_goal() { echo $(($(chunks undergoal) + $(chunks endangered) + $(chunks missing))); }
is_below_goal() { [ "$(below_goal)" -gt 0 ]; }

mount=$(mktemp -d)
sums=$(mktemp)
clean_up() {
    umount -l "$mount" 2>/dev/null || true
    rmdir "$mount"
    rm -f "$sums" "$sums.file"
}
trap clean_up EXIT
# Without a cache, so that what is read comes from the workers.
mount_client() { mfsmount "$mount" -H "$master" -o mfscachemode=DIRECT >/dev/null; }

wait_until "the master counts $SCALESIM_WORKERS chunkservers" counts "$SCALESIM_WORKERS"
echo "the master counts all $SCALESIM_WORKERS chunkservers"

mount_client
mkdir "$mount/test"
mfssetgoal 2 "$mount/test" >/dev/null
number=1
while [ "$number" -le "$files" ]; do
    head -c $((number * 331)) /dev/urandom >"$sums.file"
    printf '%s  file-%s\n' "$(sha256sum <"$sums.file" | cut -d' ' -f1)" "$number" >>"$sums"
    cp "$sums.file" "$mount/test/file-$number"
    number=$((number + 1))
done
rm -f "$sums.file"
# Read back by another mount, which has seen none of it.
umount "$mount"
mount_client
(cd "$mount/test" && sha256sum --quiet -c "$sums") || fail "a file does not read back as it was written"
echo "$files files, two copies each, read back intact"

"$SCALESIM_PROGRAM" kill 5% --cluster "$SCALESIM_CLUSTER"
killed=$((SCALESIM_WORKERS / 20))
[ "$killed" -gt 0 ] || killed=1
wait_until "the master misses $killed chunkservers" counts $((SCALESIM_WORKERS - killed))
wait_until "the master reports chunks with missing copies" is_below_goal
echo "$killed chunkservers killed: the master reports $(below_goal) chunks with missing copies"

# Every file reads back as it was written, but for those that the master itself calls missing: both copies were lost.
lost=$(mfs -SMF | grep -o 'test/file-[0-9]*' | sort -u || true)
while read -r sum file; do
    if printf '%s\n' "$lost" | grep -qx "test/$file"; then continue; fi
    [ "$(sha256sum <"$mount/test/$file" | cut -d' ' -f1)" = "$sum" ] || fail "$file does not read back during the loss"
done <"$sums"
gone=$(printf '%s' "$lost" | grep -c . || true)
echo "every file with a copy left reads back during the loss; lost with both copies: $gone"

"$SCALESIM_PROGRAM" start all --cluster "$SCALESIM_CLUSTER"
wait_until "the master counts $SCALESIM_WORKERS chunkservers again" counts "$SCALESIM_WORKERS"
echo "all $SCALESIM_WORKERS chunkservers are back"
