#!/usr/bin/env bash
# The repository's own checks, all of them, however many fail; needs no Docker: scripts/verify.sh
# What it can put right: dotnet format whitespace ScaleSim.sln
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=lib/common.sh
. "$here/lib/common.sh"
# shellcheck source=lib/docker.sh
. "$here/lib/docker.sh"
# shellcheck source=lib/setup.sh
. "$here/lib/setup.sh"

cd "$(repository_root)"
find_dotnet
failures=()

# check NAME COMMAND...
check() {
    local name=$1 output
    shift
    step "$name"
    if output=$("$@" 2>&1 </dev/null); then return 0; fi
    say "$output"
    failures+=("$name")
}

check "build" dotnet build ScaleSim.sln -c Release --nologo -v quiet -nodeReuse:false
check "repository rules" dotnet test tests/Repository.Tests -c Release --no-build --nologo
check "whitespace" dotnet format whitespace ScaleSim.sln --verify-no-changes --no-restore
if have shellcheck; then
    check "shell scripts" shellcheck -x .ci/run scripts/*.sh scripts/lib/*.sh
else
    say "shellcheck is not installed, so the shell scripts are not checked (apt-get install shellcheck)."
fi

[ "${#failures[@]}" -eq 0 ] || die "Verify failed for: $(printf '%s; ' "${failures[@]}")see above."
say "All checks passed."
