#!/usr/bin/env bash
# Measures how many answers per second a live cluster's DNS responder gives, asked by dnsperf on the same machine:
#
#   scripts/bench-dns.sh [--workers N] [--seconds N]
#
# Every name of the cluster is asked in turn. The asker takes its share of the same cores, so the figure is of both.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=lib/common.sh
. "$here/lib/common.sh"
# shellcheck source=lib/docker.sh
. "$here/lib/docker.sh"
# shellcheck source=lib/setup.sh
. "$here/lib/setup.sh"

workers=100
seconds=10
read_options "workers seconds" "$@"

root=$(repository_root)
logs=$root/artifacts/bench
scalesim=$root/artifacts/bin/Simulator/release/scalesim
cluster=bench-dns-$$
queries=
mkdir -p "$logs"

finish() {
    "$scalesim" down "$cluster" >/dev/null 2>&1 </dev/null || true
    [ -z "$queries" ] || rm -f "$queries"
}

set_up
have dnsperf || apt_install dnsperf
step "Build"
dotnet build "$root/src/Simulator" -c Release -nodeReuse:false >"$logs/build.log" 2>&1 </dev/null ||
    die "The build failed." "$(grep -m 3 -E ': error' "$logs/build.log")" "The whole log: $logs/build.log"

trap finish EXIT
step "Start $workers workers"
"$scalesim" up --name "$cluster" --workers "$workers" >"$logs/up-dns.log" 2>&1 </dev/null ||
    die "The cluster did not come up." "$(tail -n 3 "$logs/up-dns.log")" "The whole log: $logs/up-dns.log"
endpoint=$("$scalesim" status "$cluster" --format json | sed -n 's/.*"dns":"\([^"]*\)".*/\1/p')
queries=$(mktemp)
"$scalesim" hosts "$cluster" --format csv | awk -F, 'NR > 1 {print $1, "A"}' >"$queries"

step "Ask $endpoint for ${seconds} s"
printf '%s, %s cores, %s, %s names\n' "$(uname -r)" "$(nproc)" "$(date -u +%F)" "$(wc -l <"$queries")"
dnsperf -s "${endpoint%:*}" -p "${endpoint##*:}" -d "$queries" -l "$seconds" -c 4 -T 1 |
    grep -E 'Queries (sent|completed|lost|per second)|Average Latency|Response codes'
