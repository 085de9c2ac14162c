#!/usr/bin/env bash
# Sets up what this machine lacks, then runs ScaleSim on it: scripts/run.sh [--workers N] [any option of scalesim]
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=lib/common.sh
. "$here/lib/common.sh"
# shellcheck source=lib/docker.sh
. "$here/lib/docker.sh"
# shellcheck source=lib/setup.sh
. "$here/lib/setup.sh"

set_up
rejoin "$here/run.sh" "$@"

export DOTNET_NOLOGO=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false
step "dotnet run --project src/Simulator -c Release -- $*"
exec dotnet run --project "$here/../src/Simulator" -c Release -- "$@"
