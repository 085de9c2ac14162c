#!/usr/bin/env bash
# Sets up what this machine lacks to build and run ScaleSim, and does nothing else. run.sh and test.sh do it themselves.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=lib/common.sh
. "$here/lib/common.sh"
# shellcheck source=lib/docker.sh
. "$here/lib/docker.sh"
# shellcheck source=lib/setup.sh
. "$here/lib/setup.sh"

set_up
[ "$needs_docker_group" -eq 0 ] || say "Log in again, or use 'sg docker', for the membership to count."
