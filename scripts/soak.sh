#!/usr/bin/env bash
# A long life, and what grows in it: cycles of up and down, then one cluster in which a worker is killed each second and
# started again five seconds later. Whatever is not given back, by ScaleSim, the Engine or the kernel, is a failure.
#
#   scripts/soak.sh [--workers N] [--cycles N] [--minutes N]
#
# Samples go to artifacts/soak/cycles.csv and artifacts/soak/life.csv. Ends with one line: N passed, N failed[, N not
# judged]. What grows is judged by four samples and more, after the first: by --cycles 5, for one. It looks at the whole
# machine, on which nobody else starts containers meanwhile, and takes root to see the Engine's process.
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
unjudged=0
# What a judgement ends with that can't be made; no exit code of ScaleSim's.
not_judged=77
events=
mkdir -p "$out"
# A worker is started five turns after it was killed, and must not be met again before.
[ "$workers" -ge 10 ] || die "--workers $workers is too few: each is dead for five seconds. Give it 10 or more."

finish() {
    if [ -n "$events" ]; then kill "$events" 2>/dev/null || true; fi
    "$scalesim" down "$cluster" >/dev/null 2>&1 </dev/null || true
}

# judge WHAT COMMAND...: counts it, and says what failed.
judge() {
    local what=$1 code=0
    shift
    "$@" || code=$?
    case $code in
        0)
            passed=$((passed + 1))
            say "passed: $what"
            ;;
        "$not_judged")
            unjudged=$((unjudged + 1))
            say "not judged: $what"
            ;;
        *)
            failed=$((failed + 1))
            say "FAILED: $what"
            ;;
    esac
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
    printf '%s,%s,%s,%s,%s,%s,%s,%s\n' "$1" "$(resident_kib "$keeper")" "$(open_files "$keeper")" \
        "$(resident_kib "$daemon")" "$(open_files "$daemon")" "$(machine_state)" "${keeper:-0}" "${daemon:-0}"
}

columns=(at keeper_rss_kib keeper_files dockerd_rss_kib dockerd_files containers networks volumes mounts veths
    keeper_pid dockerd_pid)
header=$(IFS=,; echo "${columns[*]}")

# column_of NAME: its number in the samples, from 1.
column_of() {
    local index
    for index in "${!columns[@]}"; do
        [ "${columns[index]}" != "$1" ] || echo $((index + 1))
    done
}

# stays FILE COLUMN SLACK: whether the median of the last quarter is not above that of the first by a tenth and SLACK.
# The first sample is left out: code is still being compiled. A process that was not there, or is out of sight, has 0.
stays() {
    awk -F, -v column="$(column_of "$2")" -v name="$2" -v slack="$3" -v too_few="$not_judged" '
        NR > 1 && name ~ /^(keeper|dockerd)_/ && $column + 0 == 0 { zeros++ }
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
            if (zeros) { print "   no process, dead or out of sight, in samples: " zeros > "/dev/stderr"; exit 1 }
            if (n < 4) { print "   needs 4 samples after the first, has " n + 0 > "/dev/stderr"; exit too_few }
            quarter = int(n / 4)
            first = median(1, quarter); last = median(n - quarter + 1, n)
            printf "   first quarter %d, last quarter %d\n", first, last > "/dev/stderr"
            exit last > first * 1.1 + slack
        }' "$1"
}

# is_one FILE COLUMN: whether all samples have the same number, and not 0.
is_one() {
    local numbers
    numbers=$(cut -d, -f"$(column_of "$2")" "$1" | tail -n +2 | sort -u | tr '\n' ' ')
    say "   process ${numbers:-(no sample)}"
    [[ "$numbers" =~ ^[1-9][0-9]*\ $ ]]
}

same() { [ "$1" = "$2" ] || { say "   before $1, after $2 (containers, networks, volumes, mounts, veths)"; false; }; }

cycle() {
    local before
    before=$(machine_state)
    "$scalesim" up --workers "$workers" --name "$cluster" >>"$out/cycles.log" 2>&1 </dev/null || return 1
    sample "$1" >>"$out/cycles.csv"
    "$scalesim" down "$cluster" >>"$out/cycles.log" 2>&1 </dev/null || return 1
    same "$before" "$(machine_state)"
}

# What the commands of live say of themselves.
killed=0
started=0
refused=0

# live: kills one worker each second and starts it five seconds later, workers in turn; false where a command failed.
live() {
    local end=$((SECONDS + minutes * 60)) turn=0 next=0 worker began killing starting
    while [ "$SECONDS" -lt "$end" ]; do
        began=$SECONDS
        quietly "$scalesim" kill $((turn % workers + 1)) --cluster "$cluster" &
        killing=$!
        starting=
        if [ "$turn" -ge 5 ]; then
            quietly "$scalesim" start $(((turn - 5) % workers + 1)) --cluster "$cluster" &
            starting=$!
        fi
        turn=$((turn + 1))
        if [ "$SECONDS" -ge "$next" ]; then
            sample "$SECONDS" >>"$out/life.csv"
            next=$((SECONDS + minutes + 2))
        fi
        if wait "$killing"; then killed=$((killed + 1)); else refused=$((refused + 1)); fi
        if [ -n "$starting" ]; then
            if wait "$starting"; then started=$((started + 1)); else refused=$((refused + 1)); fi
        fi
        [ "$SECONDS" -gt "$began" ] || sleep 1
    done
    for worker in 5 4 3 2 1; do
        [ "$turn" -ge "$worker" ] || continue
        if quietly "$scalesim" start $(((turn - worker) % workers + 1)) --cluster "$cluster"; then
            started=$((started + 1))
        else
            refused=$((refused + 1))
        fi
    done
    sample "$SECONDS" >>"$out/life.csv"
    say "   $killed killed and $started started again; $refused commands failed"
    [ "$refused" -eq 0 ] && [ "$killed" -gt 0 ]
}

# What the Engine tells of the workers meanwhile: a line for each that dies, and for each that starts.
follow_events() {
    docker events --since "$(date +%s.%N)" --filter "label=scalesim.cluster=$cluster" \
        --filter label=scalesim.role=worker --filter event=die --filter event=start --format '{{.Action}}' \
        >"$out/life.events" 2>>"$out/life.log" </dev/null &
    events=$!
}

told() { grep -c "^$1\$" "$out/life.events" || true; }
all_told() { [ "$(told die)" -ge "$killed" ] && [ "$(told start)" -ge "$started" ]; }

deaths_are_kills() {
    poll 60 all_told || true
    say "   the Engine tells of $(told die) deaths and $(told start) starts"
    [ "$(told die)" -eq "$killed" ] && [ "$(told start)" -eq "$started" ]
}

# told_by_keeper WHO: how many deaths it remembers, a thousand at most, that WHO asked for.
told_by_keeper() {
    "$scalesim" status "$cluster" --format json 2>>"$out/life.log" </dev/null |
        grep -o "\"askedBy\": *$1" | wc -l || true
}
all_remembered() { [ "$(told_by_keeper '"scalesim kill"')" -ge "$((killed < 1000 ? killed : 1000))" ]; }

# A worker that died by itself is dead already when it is killed in its turn, and the sums are right all the same.
deaths_were_asked_for() {
    local remembers=0 ours others
    poll 60 all_remembered || remembers=$?
    ours=$(told_by_keeper '"scalesim kill"')
    others=$(told_by_keeper null)
    say "   the keeper tells of $ours deaths by 'scalesim kill', and of $others that nobody asked for"
    [ "$remembers" -eq 0 ] && [ "$others" -eq 0 ]
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
judge "the Engine's open files" stays "$out/cycles.csv" dockerd_files 20
judge "the Engine lives on" is_one "$out/cycles.csv" dockerd_pid
judge "the machine is as before" same "$began" "$(machine_state)"

step "$minutes minutes of $workers workers, one killed each second"
judge "up" quietly "$scalesim" up --workers "$workers" --name "$cluster"
follow_events
judge "workers are killed and started" live
judge "each kill is a death, each start a life" deaths_are_kills
judge "each death was asked for" deaths_were_asked_for
judge "all workers run in the end" all_run
judge "the keeper lives on" is_one "$out/life.csv" keeper_pid
judge "the Engine lives on" is_one "$out/life.csv" dockerd_pid
judge "the keeper's memory" stays "$out/life.csv" keeper_rss_kib 8192
judge "the keeper's open files" stays "$out/life.csv" keeper_files 5
judge "the Engine's open files" stays "$out/life.csv" dockerd_files 20
judge "containers" stays "$out/life.csv" containers 0
judge "mounts" stays "$out/life.csv" mounts 0
judge "veths" stays "$out/life.csv" veths 0
judge "down" quietly "$scalesim" down "$cluster"
judge "the machine is as before" same "$began" "$(machine_state)"

say "Commit $(git -C "$root" rev-parse --short HEAD), samples: $out"
printf '%s passed, %s failed%s\n' "$passed" "$failed" "$([ "$unjudged" -eq 0 ] || echo ", $unjudged not judged")"
[ "$failed" -eq 0 ]
