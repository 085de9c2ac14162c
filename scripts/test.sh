#!/usr/bin/env bash
# Sets up what this machine lacks, builds, runs every test, and ends with one line: N passed, N failed[, N skipped].
#
# All test projects run on the Docker Engine that answers (Debian 12: 20.10); those with Docker tests run once more on a
# newer one (engine.sh 28, its images kept with containerd), unless the first is already as new. Logs are left in
# artifacts/test-logs.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=lib/common.sh
. "$here/lib/common.sh"
# shellcheck source=lib/docker.sh
. "$here/lib/docker.sh"
# shellcheck source=lib/setup.sh
. "$here/lib/setup.sh"
# shellcheck source=lib/results.sh
. "$here/lib/results.sh"

root=$(repository_root)
logs=$root/artifacts/test-logs
guard=(unreachable 198.18.0.0/15 metric 4294967295)
guard_added=0
engine_started=0
all_stages_ran=0
beside=
for_tests=1
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

# Strays to addresses of a cluster that is gone must end here, not on the default route. A machine's own guard is kept.
add_guard() {
    if ! have ip || [ "$(uname -s)" != Linux ]; then return 0; fi
    [ -z "$(ip route show type unreachable 198.18.0.0/15)" ] || return 0
    if can_be_root && as_root ip route add "${guard[@]}"; then
        guard_added=1
    else
        say "The guard route for 198.18.0.0/15 is not set: needs root."
    fi
}

# Whatever ends the script, what it started ends and the counts are its last line.
finish() {
    local status=$?
    trap - EXIT INT TERM
    if [ -n "$beside" ]; then kill -- "-$beside" 2>/dev/null || true; fi
    if [ "$engine_started" -eq 1 ]; then stop_newer_engine || true; fi
    if [ "$guard_added" -eq 1 ]; then as_root ip route delete "${guard[@]}" || true; fi
    if [ "$all_stages_ran" -eq 0 ]; then failed=$((failed + 1)); fi
    say "All stages: $SECONDS s; logs: ${logs#"$root/"}"
    summary || [ "$status" -ne 0 ] || status=1
    exit "$status"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

set_up_for_tests() {
    if [ -z "${CI:-}" ] && engine_is_out_of_reach; then
        set_up_without_engine
        not_run="tests that need a Docker Engine (none answers at $(docker_address), and none can be started here)"
    else
        set_up
    fi
}

build() {
    if dotnet build "$root/ScaleSim.sln" -c Release -nodeReuse:false >"$logs/build.log" 2>&1 </dev/null; then
        return 0
    fi
    grep -E ': (error|warning)\b' "$logs/build.log" | sort -u | head -n 40 >&2 || true
    say "The build failed; the whole log: $logs/build.log"
    return 1
}

# A library of tests, and tests that need a live cluster (scalesim run -- dotnet test runs these), are left out.
test_projects() {
    local project
    for project in "$root"/tests/*/*.csproj; do
        project=$(basename "$project" .csproj)
        case "$project" in EngineContract | EngineProxy | Functional) ;; *) echo "$project" ;; esac
    done
}

has_docker_tests() { grep -rqsE '^\s*\[(Docker(Fact|Theory)|RequiresDocker)\b' "$root/tests/$1" --include='*.cs'; }

# Tests of an Engine wait for it more than they compute, so those of the other projects run beside them.
run_all() {
    local project with_docker=() others=()
    for project in $(test_projects); do
        if has_docker_tests "$project"; then with_docker+=("$project"); else others+=("$project"); fi
    done
    # In a process group of its own, so that it can be ended with what it runs.
    set -m
    for project in "${others[@]}"; do test_project "$1" "$project"; done &
    beside=$!
    set +m
    for project in "${with_docker[@]}"; do run_project "$1" "$project"; done
    wait "$beside" || true
    beside=
    for project in "${others[@]}"; do count_project "$1" "$project"; done
}

# newer_filter PROJECT: which of its tests are worth a second Engine. What does not depend on the Engine's version,
# command lines, names, examples, users, times, benches, what the report hides, scripted servers, was tested on the
# first one.
newer_filter() {
    local space filter=
    case "$1" in
        EndToEnd)
            set -- Examples Names Security Usage Faults.CleanTests Faults.SlowMasterTests Life.OtherUsersTests \
                Life.TimeToLiveTests Runs.BenchTests Runs.FunctionalTests Runs.KeepTests
            ;;
        Docker.Tests) set -- Pulls Registries ;;
        *) set -- ;;
    esac
    for space; do filter="${filter:+$filter&}FullyQualifiedName!~.$space."; done
    echo "$filter"
}

run_newer_engine_tests() {
    local project
    for project in $(test_projects); do
        if has_docker_tests "$project"; then
            SCALESIM_KILL_POINTS=4 run_project newer-engine "$project" "$(newer_filter "$project")"
        fi
    done
}

# speaks_api MINOR: whether the Engine that answers speaks API 1.MINOR or later.
speaks_api() {
    local api
    api=$(docker_version ApiVersion) || return 1
    [ "${api%%.*}" -gt 1 ] || [ "${api##*.}" -ge "$1" ]
}

any_docker_tests() {
    local project
    for project in $(test_projects); do
        if has_docker_tests "$project"; then return 0; fi
    done
    return 1
}

# Whoever uses the newer Engine holds a shared lock (descriptor 8); who can have it alone may stop the Engine.
stop_newer_engine() {
    if ! flock -n -x 8; then
        say "The newer Engine is left running: another test run uses it."
        return 0
    fi
    "$here/engine.sh" 28 stop
}

on_newer_engine() {
    if [ -z "${CI:-}" ] && ! can_be_root; then
        not_run="${not_run:+$not_run; }tests on the newer Engine (needs root)"
        return 0
    fi
    # The first Engine keeps images the old way; this one as new installations of Engine 29 do.
    export SCALESIM_ENGINE_STORE=containerd
    exec 8<>"$("$here/engine.sh" 28 users)"
    flock -s 8
    if ! "$here/engine.sh" 28 status 2>/dev/null; then
        engine_started=1
        if ! "$here/engine.sh" 28; then
            failed=$((failed + 1))
            say "The newer Engine could not be started; counted as one failure."
            return 0
        fi
    fi
    # In a subshell the counts would be lost, so the address is set and taken back.
    eval "$("$here/engine.sh" 28 env)"
    run_newer_engine_tests
    unset DOCKER_HOST
}

set_up_for_tests
say "-- Set-up: $SECONDS s"
rejoin "$here/test.sh" "$@"
rm -rf "$logs"
mkdir -p "$logs"
add_guard

stage "Build" build
if [ -n "$not_run" ]; then
    stage "Tests without a Docker Engine" run_all no-engine
else
    stage "Tests on Docker Engine $(docker_version Version)" run_all first-engine
    if ! any_docker_tests; then
        say "There are no Docker tests, so nothing is run on a newer Engine."
    elif speaks_api 43; then
        say "This Engine speaks API $(docker_version ApiVersion), so the newer Engine has nothing to add."
    else
        stage "Tests on a newer Docker Engine" on_newer_engine
    fi
fi
all_stages_ran=1
