#!/usr/bin/env bash
# What is too large for continuous integration: runs of 500 and 1000 workers with all checks, on the machine's Engine
# and on the newer one, commands killed at 50 points, the comparison of bench.sh on both, and the soak. Ends with one
# line: N passed, N failed.
#
#   scripts/nightly.sh [--workers "500 1000"]
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=lib/common.sh
. "$here/lib/common.sh"
# shellcheck source=lib/docker.sh
. "$here/lib/docker.sh"
# shellcheck source=lib/setup.sh
. "$here/lib/setup.sh"

sizes="500 1000"
if [ "${1:-}" = --workers ]; then sizes=${2:?}; fi

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

on_engine() {
    local label=$1 size baseline=--baseline
    shift
    kill_points "$label"
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
