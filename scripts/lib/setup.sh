# shellcheck shell=bash
# Sourced after common.sh and docker.sh, never run: it sets no options of its own. What a fresh machine lacks.

sdk_major=10
# Set by ensure_engine: this process is not yet in the group that may use the Engine.
needs_docker_group=0
# Set where no Engine can be had: packages that only an Engine needs are then not missed.
without_engine=0
# Set for the tests: they have witnesses that ScaleSim itself does without.
for_tests=0

# find_dotnet: puts the .NET SDK on PATH, or says what to install. The one thing the scripts do not install.
find_dotnet() {
    local place
    for place in "" "${DOTNET_ROOT:-}" "${HOME:-}/.dotnet" /usr/share/dotnet /usr/lib/dotnet; do
        [ -z "$place" ] || PATH="$place:$PATH"
        if have dotnet && dotnet --list-sdks 2>/dev/null | grep -q "^$sdk_major\."; then
            export PATH
            return 0
        fi
        [ -z "$place" ] || PATH="${PATH#"$place:"}"
    done
    local found="no dotnet command was found on PATH, in DOTNET_ROOT or in ~/.dotnet"
    have dotnet && found="dotnet has only: $(dotnet --list-sdks | cut -d' ' -f1 | tr '\n' ' ')"
    die ".NET SDK $sdk_major is missing: $found." \
        "It is the one thing that must be there before this script; everything else is set up by it." \
        "Install it from https://dotnet.microsoft.com/download/dotnet/$sdk_major.0 and run this again."
}

is_debian_family() {
    have apt-get && have dpkg && grep -qiE '^(ID|ID_LIKE)=.*(debian|ubuntu)' /etc/os-release 2>/dev/null
}

# What is missing for a purpose, as "package: why" lines. The worker is compiled ahead of time for linux-x64 only.
missing_packages() {
    if [ "$(uname -s)" = Linux ]; then
        have clang || echo "clang: links the worker, which is compiled ahead of time"
        [ -e /usr/include/zlib.h ] || echo "zlib1g-dev: the worker is linked against zlib"
        have ip || echo "iproute2: ip, for routes and leak checks"
        [ "$for_tests" -eq 0 ] || have dig || echo "bind9-dnsutils: dig, with which tests ask the DNS responder"
        [ "$for_tests" -eq 0 ] || have sysctl || echo "procps: sysctl, which doctor --fix names to undo it"
    fi
    if [ "$for_tests" -eq 1 ] && [ "$without_engine" -eq 0 ]; then missing_examples; fi
    [ "$without_engine" -eq 0 ] || return 0
    if ! docker_answers && ! docker_answers_root_only; then
        have dockerd || echo "docker.io: a Docker Engine"
    fi
    if ! have docker; then
        # Debian 12 and Ubuntu ship the CLI inside docker.io; later Debians in a package of its own.
        apt_knows docker-cli && echo "docker-cli: the docker command, with which tests check the truth"
        if ! apt_knows docker-cli && have dockerd; then echo "docker.io: the docker command"; fi
    fi
    return 0
}

# The real systems of examples/, which their tests run.
missing_examples() {
    have mfsmaster || echo "moosefs-master: examples/moosefs"
    have mfschunkserver || echo "moosefs-chunkserver: examples/moosefs"
    have mfscli || echo "moosefs-cli: examples/moosefs"
    have mfsmount || echo "moosefs-client: examples/moosefs"
    have dask-worker || echo "python3-distributed: examples/dask"
    return 0
}

apt_knows() { have apt-cache && apt-cache show "$1" >/dev/null 2>&1; }

# apt_install PACKAGE...: the lists are fetched only when what is there does not do.
apt_install() {
    local options=(-y --no-install-recommends -q -o DPkg::Lock::Timeout=120 -o Dpkg::Use-Pty=0)
    local log
    log=$(mktemp)
    say "Installing with apt-get: $*"
    if ! as_root env DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1 \
        apt-get install "${options[@]}" "$@" >"$log" 2>&1; then
        say "The package lists are missing or old; apt-get update."
        as_root apt-get update -q -o DPkg::Lock::Timeout=120 >"$log" 2>&1 || {
            tail -n 15 "$log" >&2
            say "apt-get update failed (above); trying with what is there."
        }
        as_root env DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1 \
            apt-get install "${options[@]}" "$@" >"$log" 2>&1 || {
            tail -n 25 "$log" >&2
            rm -f "$log"
            die "apt-get could not install: $*" "Its last lines are above." \
                "Install these packages by hand and run this again."
        }
    fi
    rm -f "$log"
}

# missing_is_fatal LINES: this machine is not one that the scripts can set up; say all of it at once.
missing_is_fatal() {
    local line
    say "Missing on this machine:"
    while read -r line; do say "  $line"; done <<<"$1"
    if is_debian_family; then
        die "Installing needs root, and this is $(id -un) without sudo (or sudo wants a password nobody can type)." \
            "As root: apt-get install --no-install-recommends $(packages_of "$1")"
    fi
    die "The scripts install packages on Debian and Ubuntu only (names above are Debian's)." \
        "Install the counterparts with this system's package manager; for the Engine, start Docker Desktop or" \
        "dockerd, or set DOCKER_HOST to one that runs. Then run this again."
}

packages_of() { cut -d: -f1 <<<"$1" | sort -u | tr '\n' ' ' | sed 's/ $//'; }

# install_missing: whatever missing_packages names, or the end of the script.
install_missing() {
    local missing packages
    # Twice, because a machine without package lists only knows after the first time what the CLI's package is called.
    for _ in 1 2; do
        missing=$(missing_packages)
        [ -n "$missing" ] || break
        if ! is_debian_family || ! can_be_root; then missing_is_fatal "$missing"; fi
        packages=$(packages_of "$missing")
        # shellcheck disable=SC2086 # a list of words
        apt_install $packages
    done
    say "Every package that is needed is installed."
}

# engine_is_out_of_reach: none answers, and this machine is not one where the scripts could start one.
engine_is_out_of_reach() {
    docker_answers && return 1
    docker_address_was_chosen && return 0
    docker_answers_root_only && return 1
    if have dockerd || is_debian_family; then ! can_be_root; else true; fi
}

# set_up: everything up to an Engine that answers.
set_up() {
    step "Set-up"
    find_dotnet
    say ".NET SDK $(dotnet --version) is there."
    if docker_address_was_chosen && ! docker_answers; then
        die "No Docker Engine answers at $(docker_address), which DOCKER_HOST or the Docker context names." \
            "Start that Engine, or unset DOCKER_HOST and DOCKER_CONTEXT to have one set up here."
    fi
    install_missing
    ensure_engine
}

# set_up_without_engine: what the build needs. For a developer's machine where no Engine can be had.
set_up_without_engine() {
    step "Set-up, without a Docker Engine"
    find_dotnet
    say ".NET SDK $(dotnet --version) is there."
    without_engine=1
    install_missing
}

# rejoin SCRIPT ARGUMENTS...: run the script again as a member of the Engine's group, if the set-up made us one.
rejoin() {
    [ "$needs_docker_group" -eq 1 ] || return 0
    exec sg docker -c "$(printf '%q ' "$@")"
}
