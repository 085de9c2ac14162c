#!/usr/bin/env bash
# What is too large for continuous integration: runs of 500 and 1000 workers with all checks, on the machine's Engine
# and on the newer one, commands killed at 50 points, a run of 500 that is killed and what its keeper takes to remove it
# beside what 'down' takes, 2,500 workers on the newer Engine, the comparison of bench.sh on both, and the soak. Takes
# hours. Ends with one line: N passed, N failed.
#
#   scripts/nightly.sh [--workers "500 1000"]
#
# --workers are the sizes of the runs. Logs and reports go to artifacts/nightly.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=lib/common.sh
. "$here/lib/common.sh"
# shellcheck source=lib/docker.sh
. "$here/lib/docker.sh"
# shellcheck source=lib/setup.sh
. "$here/lib/setup.sh"

workers="500 1000"
read_options workers "$@"
sizes=$workers

root=$(repository_root)
logs=$root/artifacts/nightly
scalesim=$root/artifacts/bin/Simulator/release/scalesim
mkdir -p "$logs"
passed=0
failed=0

# attempt NAME COMMAND...: runs it with a log of its own and counts it.
attempt() {
    local name=$1 started=$SECONDS
    shift
    if "$@" >"$logs/$name.log" 2>&1 </dev/null; then
        passed=$((passed + 1))
        say "passed $name in $((SECONDS - started)) s"
    else
        failed=$((failed + 1))
        say "FAILED $name after $((SECONDS - started)) s: $logs/$name.log"
    fi
}

# kill_points LABEL: 'up' and 'down' killed at 50 points, where continuous integration tries 8.
kill_points() {
    SCALESIM_KILL_POINTS=50 attempt "$1-kill-points" dotnet test "$root/tests/EndToEnd" -c Release --nologo \
        -nodeReuse:false --filter 'FullyQualifiedName~KillPointTests'
}

# storms PROJECT...: clusters through a proxy that loses, breaks and delays answers, by twenty seeds.
storms() {
    local project seeds
    seeds=$(seq -s ' ' 1 20)
    for project; do
        SCALESIM_FAULT_SEEDS=$seeds dotnet test "$root/tests/$project" -c Release --nologo -nodeReuse:false \
            --filter InAStormOfFaults || return 1
    done
}

killed_size=500

# is_gone NAME: no container and no network bears the cluster's label.
is_gone() {
    local containers networks
    containers=$(docker ps --all --quiet --filter "label=scalesim.cluster=$1") || return 1
    networks=$(docker network ls --quiet --filter "label=scalesim.cluster=$1") || return 1
    [ -z "$containers$networks" ]
}

# is_up_or_dead FILE PID: the test command has begun, or the run is over.
is_up_or_dead() { [ -e "$1" ] || ! kill -0 "$2" 2>/dev/null; }

# killed_run NAME ARGUMENTS...: a run is killed with SIGKILL while its tests go on: how long until its keeper has
# removed it; beside it, 'down' of as many. The last line has both times.
killed_run() {
    local name=$1 mark pid started keeper
    shift
    mark=$(mktemp -u)
    "$scalesim" run --name "$name" --workers "$killed_size" --checks none --output "$logs/$name" "$@" \
        -- sh -c "touch '$mark'; sleep 3600" &
    pid=$!
    poll 1800 is_up_or_dead "$mark" "$pid" || say "The run did not come up within 1800 s."
    kill -KILL "$pid" 2>/dev/null
    wait "$pid" 2>/dev/null
    started=$SECONDS
    [ -e "$mark" ] || return 1
    rm -f "$mark"
    poll 1800 is_gone "$name" || return 1
    keeper=$((SECONDS - started))
    "$scalesim" up --name "$name" --workers "$killed_size" "$@" || return 1
    started=$SECONDS
    "$scalesim" down "$name" || return 1
    say "$killed_size workers were gone $keeper s after the run was killed; 'down' took $((SECONDS - started)) s."
}

# killed LABEL ARGUMENTS...: the times of killed_run, and nothing left where it failed.
killed() {
    local label=$1 name=nightly-killed-$1-$$
    shift
    attempt "$label-killed-run" killed_run "$name" "$@"
    tail -n 1 "$logs/$label-killed-run.log" >&2
    is_gone "$name" || "$scalesim" down "$name" >>"$logs/$label-killed-run.log" 2>&1 ||
        say "Cluster $name may be left: scalesim down $name"
}

on_engine() {
    local label=$1 size baseline=--baseline
    shift
    kill_points "$label"
    killed "$label" "$@"
    for size in $sizes; do
        attempt "$label-run-$size" "$scalesim" run --workers "$size" --output "$logs/$label-run-$size" "$@"
        # The bare client once, beside the first size: its ratio does not depend on N.
        attempt "$label-bench-$size" \
            "$scalesim" bench --workers "$size" ${baseline:+"$baseline"} --output "$logs/$label-bench-$size" "$@"
        baseline=
    done
}

set_up
step "Build"
dotnet build "$root/src/Simulator" -c Release -nodeReuse:false >"$logs/build.log" 2>&1 </dev/null
step "On the machine's Engine, $(docker_version Version)"
on_engine machine
attempt machine-compare "$here/bench.sh" --workers 200
attempt machine-faults storms EndToEnd Docker.Tests
# It looks at the whole machine, so before another Engine runs.
attempt machine-soak "$here/soak.sh"
if can_be_root; then
    "$here/engine.sh" 28 start
    step "On the newer Engine"
    (
        eval "$("$here/engine.sh" 28 env)"
        on_engine newer --runtime crun --shim node
        attempt newer-run-2500 "$scalesim" run --workers 2500 --start-timeout 15m --output "$logs/newer-run-2500" \
            --runtime crun --shim node
        attempt newer-faults storms EndToEnd Docker.Tests
        printf '%s %s\n' "$passed" "$failed" >"$logs/newer.counts"
    )
    read -r passed failed <"$logs/newer.counts"
    attempt newer-compare "$here/bench.sh" --workers 200 --engine 28
else
    say "The newer Engine is left out: needs root."
fi
say "Commit $(git -C "$root" rev-parse --short HEAD), logs: $logs"
printf '%s passed, %s failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
