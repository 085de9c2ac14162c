#!/usr/bin/env bash
# A long life, and what grows in it: cycles of up and down, then one cluster in which a worker is killed each second and
# started again five seconds later. Whatever is not given back, by ScaleSim, the Engine or the kernel, is a failure.
#
#   scripts/soak.sh [--workers N] [--cycles N] [--minutes N]
#
# Samples go to artifacts/soak/cycles.csv and artifacts/soak/life.csv. Ends with one line: N passed, N failed.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=lib/common.sh
. "$here/lib/common.sh"
# shellcheck source=lib/docker.sh
. "$here/lib/docker.sh"
# shellcheck source=lib/setup.sh
. "$here/lib/setup.sh"

workers=200
cycles=20
minutes=30
read_options "workers cycles minutes" "$@"

root=$(repository_root)
out=$root/artifacts/soak
scalesim=$root/artifacts/bin/Simulator/release/scalesim
cluster=soak-$$
passed=0
failed=0
mkdir -p "$out"

finish() { "$scalesim" down "$cluster" >/dev/null 2>&1 </dev/null || true; }

# judge WHAT COMMAND...: counts it, and says what failed.
judge() {
    local what=$1
    shift
    if "$@"; then
        passed=$((passed + 1))
        say "passed: $what"
    else
        failed=$((failed + 1))
        say "FAILED: $what"
    fi
}

quietly() { "$@" >>"$out/life.log" 2>&1 </dev/null; }

keeper_pid() { pgrep -f -- "scalesim keeper --cluster $cluster " | head -n 1; }
resident_kib() { awk '/^VmRSS/ { print $2 }' "/proc/$1/status" 2>/dev/null || echo 0; }
open_files() { find "/proc/$1/fd" -mindepth 1 2>/dev/null | wc -l; }
# Of several daemons, the one that listens where the docker command asks.
dockerd_pid() {
    local address
    address=$(docker_address)
    ss -xlpH 2>/dev/null | grep -F " ${address#unix://} " | sed -n 's/.*"dockerd",pid=\([0-9]*\).*/\1/p' | head -n 1
}
veths() { ip -o link show type veth | wc -l; }
mounts() { wc -l </proc/self/mountinfo; }
containers() { docker ps -aq | wc -l; }
networks() { docker network ls -q | wc -l; }
volumes() { docker volume ls -q | wc -l; }

machine_state() { echo "$(containers),$(networks),$(volumes),$(mounts),$(veths)"; }

sample() {
    local keeper daemon
    keeper=$(keeper_pid)
    daemon=$(dockerd_pid)
    printf '%s,%s,%s,%s,%s,%s\n' "$1" "$(resident_kib "$keeper")" "$(open_files "$keeper")" \
        "$(resident_kib "$daemon")" "$(open_files "$daemon")" "$(machine_state)"
}

header=at,keeper_rss_kib,keeper_files,dockerd_rss_kib,dockerd_files,containers,networks,volumes,mounts,veths

# grows FILE COLUMN SLACK: whether the median of the last quarter is above that of the first by a tenth and SLACK.
# The first sample is left out: code is still being compiled.
grows() {
    awk -F, -v column="$2" -v slack="$3" '
        NR > 2 { value[++n] = $column + 0 }
        function median(from, to,    i, j, t, sorted, count) {
            count = 0
            for (i = from; i <= to; i++) sorted[++count] = value[i]
            for (i = 1; i <= count; i++)
                for (j = i + 1; j <= count; j++)
                    if (sorted[j] < sorted[i]) { t = sorted[i]; sorted[i] = sorted[j]; sorted[j] = t }
            return sorted[int((count + 1) / 2)]
        }
        END {
            if (n < 4) { print "only " n " samples" > "/dev/stderr"; exit 0 }
            quarter = int(n / 4)
            first = median(1, quarter); last = median(n - quarter + 1, n)
            printf "   first quarter %d, last quarter %d\n", first, last > "/dev/stderr"
            exit !(last > first * 1.1 + slack)
        }' "$1"
}

stays() { ! grows "$@"; }
same() { [ "$1" = "$2" ] || { say "   before $1, after $2 (containers, networks, volumes, mounts, veths)"; false; }; }

cycle() {
    local before
    before=$(machine_state)
    "$scalesim" up --workers "$workers" --name "$cluster" >>"$out/cycles.log" 2>&1 </dev/null || return 1
    sample "$1" >>"$out/cycles.csv"
    "$scalesim" down "$cluster" >>"$out/cycles.log" 2>&1 </dev/null || return 1
    same "$before" "$(machine_state)"
}

# live: kills one worker each second and starts it five seconds later, workers in turn.
live() {
    local end=$((SECONDS + minutes * 60)) turn=0 next=0 worker began
    while [ "$SECONDS" -lt "$end" ]; do
        began=$SECONDS
        worker=$((turn % workers + 1))
        "$scalesim" kill "$worker" --cluster "$cluster" >>"$out/life.log" 2>&1 </dev/null &
        if [ "$turn" -ge 5 ]; then
            "$scalesim" start $(((turn - 5) % workers + 1)) --cluster "$cluster" >>"$out/life.log" 2>&1 </dev/null &
        fi
        turn=$((turn + 1))
        if [ "$SECONDS" -ge "$next" ]; then
            sample "$SECONDS" >>"$out/life.csv"
            next=$((SECONDS + minutes + 2))
        fi
        wait
        [ "$SECONDS" -gt "$began" ] || sleep 1
    done
    for worker in 5 4 3 2 1; do
        "$scalesim" start $(((turn - worker) % workers + 1)) --cluster "$cluster" >>"$out/life.log" 2>&1 </dev/null
    done
    say "$turn workers killed and started again"
}

all_run() {
    poll 60 all_run_now
}
all_run_now() {
    [ "$(docker ps -q --filter "label=scalesim.cluster=$cluster" --filter label=scalesim.role=worker | wc -l)" \
        -eq "$workers" ]
}

set_up
step "Build"
dotnet build "$root/src/Simulator" -c Release -nodeReuse:false >"$out/build.log" 2>&1 </dev/null
trap finish EXIT

: >"$out/cycles.log"
: >"$out/life.log"
echo "$header" >"$out/cycles.csv"
echo "$header" >"$out/life.csv"
step "$cycles cycles of $workers workers"
began=$(machine_state)
for number in $(seq "$cycles"); do
    judge "cycle $number of $cycles leaves what it found" cycle "$number"
done
judge "the Engine's open files" stays "$out/cycles.csv" 5 20
judge "the machine is as before" same "$began" "$(machine_state)"

step "$minutes minutes of $workers workers, one killed each second"
judge "up" quietly "$scalesim" up --workers "$workers" --name "$cluster"
judge "workers die and return" live
judge "all workers run in the end" all_run
judge "the keeper's memory" stays "$out/life.csv" 2 8192
judge "the keeper's open files" stays "$out/life.csv" 3 5
judge "the Engine's open files" stays "$out/life.csv" 5 20
judge "containers" stays "$out/life.csv" 6 0
judge "mounts" stays "$out/life.csv" 9 0
judge "veths" stays "$out/life.csv" 10 0
judge "down" quietly "$scalesim" down "$cluster"
judge "the machine is as before" same "$began" "$(machine_state)"

say "Commit $(git -C "$root" rev-parse --short HEAD), samples: $out"
printf '%s passed, %s failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
