#!/usr/bin/env bash
# Measures ScaleSim, a bare Engine API client and docker compose side by side, and prints a table:
#
#   scripts/bench.sh [--workers N] [--compose-workers N] [--engine machine|28]
#
# One line for each runtime that the Engine has (runc, crun). The same limits on all sides; compose is asked for fewer
# containers, since each of its own has a network of its own. Figures of one run compare; those of two days do not.
# Where compose does not bring up all that it is asked for, it has no rate, and the script fails at its end.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=lib/common.sh
. "$here/lib/common.sh"
# shellcheck source=lib/docker.sh
. "$here/lib/docker.sh"
# shellcheck source=lib/setup.sh
. "$here/lib/setup.sh"

workers=200
compose_workers=100
engine=machine
read_options "workers compose-workers engine" "$@"

root=$(repository_root)
logs=$root/artifacts/bench
scalesim=$root/artifacts/bin/Simulator/release/scalesim
mkdir -p "$logs"

set_up
if [ "$engine" = 28 ]; then
    "$here/engine.sh" 28 start
    eval "$("$here/engine.sh" 28 env)"
fi
step "Build"
dotnet build "$root/src/Simulator" -c Release -nodeReuse:false >"$logs/build.log" 2>&1 </dev/null ||
    die "The build failed." "$(grep -m 3 -E ': error' "$logs/build.log")" "The whole log: $logs/build.log"

# The compose program of this Engine: the tree's own for the newer one, else whatever is installed.
compose() {
    if [ "$engine" = 28 ]; then
        "$here/engine.sh" 28 exec env --chdir=/ docker compose "$@"
    elif have docker-compose; then
        docker-compose "$@"
    else
        docker compose "$@"
    fi
}

ensure_compose() {
    if compose version >/dev/null 2>&1; then return 0; fi
    if [ "$engine" = 28 ]; then
        step "Install docker-compose beside the newer Engine"
        # The tree is a snapshot of unstable, whose lists may have expired since.
        "$here/engine.sh" 28 exec apt-get -o Acquire::Check-Valid-Until=false update -q \
            >"$logs/compose-install.log" 2>&1 </dev/null
        "$here/engine.sh" 28 exec apt-get install -y -q --no-install-recommends docker-compose \
            >"$logs/compose-install.log" 2>&1 </dev/null
    else
        apt_install docker-compose >"$logs/compose-install.log" 2>&1 </dev/null
    fi
}

# compose_file RUNTIME: the reference worker with the limits that ScaleSim gives it (memory 32 + 16 + 8 MiB).
compose_file() {
    local image
    image=$(docker image ls --format '{{.Repository}}:{{.Tag}}' scalesim/worker | head -n 1)
    cat <<YAML
version: "2.4"
services:
  worker:
    image: $image
    command: ["worker"]
    runtime: $1
    mem_limit: 58720256
    memswap_limit: 58720256
    pids_limit: 128
    read_only: true
    cap_drop: [ALL]
    security_opt: ["no-new-privileges"]
    tmpfs: ["/ramdisk:rw,noexec,nosuid,nodev,size=16777216,mode=1777", "/tmp:size=16777216"]
    logging: {driver: local, options: {max-size: 1m, max-file: "2", mode: non-blocking}}
    environment:
      SCALESIM_WORKER_NAME: worker
      SCALESIM_WORKER_INDEX: "1"
      SCALESIM_WORKER_HOST: worker
      SCALESIM_WORKER_ADDRESS: 127.0.0.1
      SCALESIM_PORT_DATA: "20000"
      SCALESIM_PORT_WEB: "20001"
      SCALESIM_RAMDISK: /ramdisk
      SCALESIM_MEMORY: "33554432"
      SCALESIM_MASTER: 198.19.252.1:19998
      SCALESIM_RUN: "00000000"
      SCALESIM_SEED: "1"
networks:
  default: {ipam: {config: [{subnet: 198.19.252.0/22}]}}
YAML
}

# What compose may have something of; empty for nothing.
compose_yaml=
compose_log=
composed=
incomplete=0

# compose_project ARGUMENTS...: on the tree its mount namespace is its own, so the file goes by standard input.
compose_project() {
    COMPOSE_PARALLEL_LIMIT=10 COMPOSE_HTTP_TIMEOUT=600 \
        compose -p scalesim-bench -f - "$@" <"$compose_yaml" >>"$compose_log" 2>&1
}

containers_of_compose() { docker ps --quiet "$@" --filter label=com.docker.compose.project=scalesim-bench | wc -l; }

# Whatever ends the script; a second time there is nothing to do.
take_compose_down() {
    local left
    [ -n "$compose_yaml" ] || return 0
    compose_project down -t 0 || say "docker compose down failed: $compose_log"
    rm -f "$compose_yaml"
    compose_yaml=
    left=$(containers_of_compose --all)
    [ "$left" -eq 0 ] || say "$left containers of docker compose are left: docker ps -a --filter" \
        "label=com.docker.compose.project=scalesim-bench"
}
trap take_compose_down EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# bench_compose RUNTIME: sets composed to the rate, or to "-" where not all came up, which is said.
bench_compose() {
    local started ended running status=0
    compose_log=$logs/compose-$engine-$1.log
    : >"$compose_log"
    compose_yaml=$(mktemp)
    compose_file "$1" >"$compose_yaml"
    started=$(date +%s.%N)
    compose_project up -d --scale "worker=$compose_workers" || status=$?
    ended=$(date +%s.%N)
    running=$(containers_of_compose)
    if [ "$status" -eq 0 ] && [ "$running" -eq "$compose_workers" ]; then
        composed=$(awk -v n="$running" -v a="$started" -v b="$ended" 'BEGIN {printf "%.1f\n", n / (b - a)}')
    else
        say "docker compose up ended with $status and $running of $compose_workers containers: $compose_log"
        composed=-
        incomplete=1
    fi
    take_compose_down
}

# quotient A B: 0.97; "-" where one of them is none.
quotient() { awk -v a="$1" -v b="$2" 'BEGIN { if (a > 0 && b > 0) printf "%.2f", a / b; else printf "-" }'; }

# rate PHASE FILE: the last rate of a phase in bench.csv.
rate() { awk -F, -v phase="$1" '$1 == phase {rate = $4} END {printf "%.1f\n", rate}' "$2"; }

runtimes() {
    docker info --format '{{range $name, $_ := .Runtimes}}{{$name}} {{end}}' | tr ' ' '\n' | grep -xE 'runc|crun'
}

shim=worker
api=$(docker_version ApiVersion)
[ "${api##*.}" -lt 43 ] || shim=node

ensure_compose
printf '%s, %s cores, %s, Engine %s, %s\n' "$(uname -r)" "$(nproc)" "$(date -u +%F)" "$(docker_version Version)" \
    "$workers workers (compose: $compose_workers)"
printf '%-8s %-6s %10s %10s %8s %10s %8s\n' runtime shim scalesim/s bare/s ratio compose/s ratio
for runtime in $(runtimes | sort -r); do
    output=$logs/$engine-$runtime
    log=$logs/bench-$engine-$runtime.log
    "$scalesim" bench --workers "$workers" --runtime "$runtime" --shim "$shim" --baseline --output "$output" \
        >"$log" 2>&1 </dev/null ||
        die "scalesim bench with $runtime failed." "$(tail -n 3 "$log")" "The whole log: $log"
    ours=$(rate up "$output/bench.csv")
    bare=$(rate bare-up "$output/bench.csv")
    bench_compose "$runtime"
    printf '%-8s %-6s %10s %10s %8s %10s %8s\n' "$runtime" "$shim" "$ours" "$bare" "$(quotient "$ours" "$bare")" \
        "$composed" "$(quotient "$ours" "$composed")"
done
[ "$incomplete" -eq 0 ]
