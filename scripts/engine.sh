#!/usr/bin/env bash
# A second, newer Docker Engine beside the machine's own, for tests: scripts/engine.sh 28 [VERB]
#
#   start     (default) make it if needed, start it, print its address; nothing to do if it answers
#   stop      stop it and remove everything it had, its containers, networks and images included
#   status    say whether it answers; exit code 0 if so
#   env       print the line that makes the docker command and ScaleSim use it
#   users     print the file on which those who use it hold a shared lock
#   exec ...  run a command of its own tree beside it, e.g. exec docker ps
#   remove    stop, and delete its tree and downloads
#
# 28 is Debian unstable's docker.io, whatever version it has by now (API 1.43 or later), in a debootstrap tree under
# SCALESIM_ENGINES (default: scalesim-engines in /var/lib). It shares the machine's network namespace, so what listens
# in its containers is reachable as with any Engine here. With SCALESIM_ENGINE_STORE=containerd it keeps its images with
# containerd, as Engine 29 does where it was installed anew. Needs root and Debian or Ubuntu.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=lib/common.sh
. "$here/lib/common.sh"
# shellcheck source=lib/docker.sh
. "$here/lib/docker.sh"
# shellcheck source=lib/setup.sh
. "$here/lib/setup.sh"
# shellcheck source=lib/engine-tree.sh
. "$here/lib/engine-tree.sh"
# shellcheck source=lib/engine-network.sh
. "$here/lib/engine-network.sh"

usage() {
    sed -n '2,/^set /{/^#/s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}" >&2
    exit 2
}

name=${1:-}
verb=${2:-start}
[ "$name" = 28 ] || usage
[ $# -lt 2 ] || shift
[ $# -lt 1 ] || shift

api_minor_min=43
base=${SCALESIM_ENGINES:-/var/lib/scalesim-engines}/$name
run=/run/scalesim-engines/$name
tree=$base/tree
data=$base/data
address=unix://$run/docker.sock
bridge=engine$name
# Reserved for documentation (RFC 5737), so nobody's network, and outside of the block that clusters are given.
bridge_address=198.51.100.1/24
cgroup_parent=scalesim-engine-$name
users=/run/scalesim-engines/$name.users
store=${SCALESIM_ENGINE_STORE:-default}
store_flags=()
case "$store" in
    default) ;;
    containerd) store_flags=(--feature containerd-snapshotter=true) ;;
    *) die "SCALESIM_ENGINE_STORE is '$store'; it takes containerd, or nothing for the Engine's default. Unset it." ;;
esac

dockerd_pid() { cat "$run/docker.pid" 2>/dev/null || true; }

# A command inside the running Engine's mount namespace and tree.
beside_engine() {
    nsenter --target "$(dockerd_pid)" --mount --root --wd=/ \
        /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/ DOCKER_HOST="$address" "$@"
}

runs() { names_process "$(dockerd_pid)" dockerd; }
answers() { runs && [ -n "$(version Version)" ]; }
version() { timeout 15 nsenter --target "$(dockerd_pid)" --mount --root --wd=/ \
    /usr/bin/docker -H "$address" version --format "{{.Server.$1}}" 2>/dev/null; }

# Processes of this Engine by their marks: the daemons by the exec root on their command line, containers by cgroup.
engine_processes() {
    local process
    { grep -lsaF -- "$run/exec" /proc/[0-9]*/cmdline || true; } | while read -r process; do
        process=${process%/cmdline}
        case "$(cat "$process/comm" 2>/dev/null)" in
            dockerd | containerd | containerd-shim) echo "${process#/proc/}" ;;
        esac
    done
    find /sys/fs/cgroup -path "*/$cgroup_parent/*" -name cgroup.procs -exec cat {} + 2>/dev/null || true
}

no_process_left() { [ -z "$(engine_processes)" ]; }

# Cgroup version 1 keeps a paused container's processes alive, SIGKILL or not, until they are thawed.
thaw() {
    local state
    for state in /sys/fs/cgroup/freezer/"$cgroup_parent"/*/freezer.state; do
        if [ -e "$state" ]; then echo THAWED >"$state"; fi
    done
}

# What a killed dockerd leaves: shims, containers, its pid files.
sweep() {
    local pids
    pids=$(engine_processes | sort -u)
    if [ -n "$pids" ]; then
        thaw
        say "Ending $(wc -w <<<"$pids") processes that an earlier run of this Engine left."
        # shellcheck disable=SC2086 # a list of words
        kill -KILL $pids 2>/dev/null || true
        poll 20 no_process_left || say "Still there: $(engine_processes | sort -u | tr '\n' ' ')"
    fi
    find /sys/fs/cgroup -depth -type d \( -name "$cgroup_parent" -o -path "*/$cgroup_parent/*" \) \
        -exec rmdir {} \; 2>/dev/null || true
    rm -rf --one-file-system "$run"
}

launch() {
    mkdir -p "$data" "$run/exec"
    chmod 755 "$(dirname "$run")" "$run"
    ulimit -n 1048576 2>/dev/null || ulimit -n "$(ulimit -H -n)"
    # The caller's own group may use the socket, where a caller who is not root came here through sudo. The data stand
    # where an Engine's do: the kernel writes that path five times into each container's line of mountinfo, which is
    # read whole with each start and removal, so that a longer one slows both.
    setsid -f unshare --mount --propagation private \
        "$here/lib/engine-enter.sh" "$tree" "$run" "$data:/var/lib/docker" -- \
        dockerd --host "$address" --pidfile "$run/docker.pid" --exec-root "$run/exec" --data-root /var/lib/docker \
        --group "${SUDO_GID:-0}" --bridge "$bridge" --cgroup-parent "/$cgroup_parent" --live-restore=false \
        --add-runtime crun=/usr/bin/crun "${store_flags[@]}" "${firewall_flags[@]}" \
        >"$base/dockerd.log" 2>&1 </dev/null 9>&-
}

storage() { beside_engine timeout 15 docker info --format '{{.Driver}}' 2>/dev/null; }

describe() {
    say "Engine $name: Docker $(version Version), API $(version APIVersion), images in $(storage)," \
        "pid $(dockerd_pid), $address"
}

launch_and_wait() {
    choose_rule_set
    make_network
    launch
    poll 45 answers
}

start() {
    local api
    if answers; then
        describe
        return 0
    fi
    sweep
    mkdir -p "$base"
    make_tree
    say "The tree is ready after $SECONDS s."
    if ! launch_and_wait; then
        tail -n 15 "$base/dockerd.log" >&2
        die "The Engine did not answer at $address within 45 s." \
            "Its last lines are above; the whole log is $base/dockerd.log." \
            "Try once more after: $0 $name remove"
    fi
    api=$(version APIVersion)
    if [ "${api%%.*}" -eq 1 ] && [ "${api##*.}" -lt "$api_minor_min" ]; then
        stop
        die "Docker $(cat "$tree/.scalesim-complete") speaks API $api, and the tests need 1.$api_minor_min or later." \
            "Name a newer suite with SCALESIM_ENGINE_SUITE, after: $0 $name remove"
    fi
    describe
    say "Up after $SECONDS s. Use it: eval \"\$($0 $name env)\"    Stop it: $0 $name stop"
}

remove_objects() {
    local containers
    containers=$(beside_engine docker ps -aq)
    if [ -n "$containers" ]; then
        say "Removing $(wc -l <<<"$containers") containers of this Engine."
        # shellcheck disable=SC2086 # a list of words
        beside_engine docker rm -f -v $containers >/dev/null || true
    fi
    beside_engine docker network prune -f >/dev/null || true
}

stop() {
    local pid
    if ! answers && [ -d "$data" ] && [ -e "$tree/.scalesim-complete" ]; then
        say "It did not end by itself the last time; starting it once more, so that it removes what it left."
        sweep
        launch_and_wait || say "It does not start; see $base/dockerd.log. What it left is removed without it."
    fi
    if answers; then remove_objects; fi
    if runs; then
        pid=$(dockerd_pid)
        kill -TERM "$pid"
        poll 40 is_gone "$pid" || say "dockerd (pid $pid) did not end within 40 s."
    fi
    sweep
    remove_network
    rm -rf --one-file-system "$data"
    say "Engine $name is stopped."
}

is_gone() { ! names_process "$1" dockerd; }

if [ "$verb" = env ]; then
    echo "export DOCKER_HOST=$address"
    exit 0
fi

[ "$(uname -s)" = Linux ] || die "The second Engine needs Linux; this is $(uname -s)."
can_be_root || die "The second Engine needs root, and this is $(id -un) without sudo. Run it as root."
if [ "$(id -u)" -ne 0 ]; then
    exec sudo --preserve-env=SCALESIM_ENGINES,SCALESIM_ENGINE_SUITE,SCALESIM_ENGINE_STORE \
        "${BASH_SOURCE[0]}" "$name" "$verb" "$@"
fi

# One at a time: two starts would sweep each other away.
mkdir -p /run/scalesim-engines
exec 9>"/run/scalesim-engines/$name.lock"
[ -e "$users" ] || (umask 0 && : >"$users")

case "$verb" in
    start)
        flock 9
        start
        ;;
    stop)
        flock 9
        stop
        ;;
    remove)
        flock 9
        stop
        rm -rf --one-file-system "$base"
        ;;
    status)
        if answers; then describe; else say "Engine $name does not run."; exit 1; fi
        ;;
    users) echo "$users" ;;
    exec)
        answers || die "Engine $name does not run. Start it: $0 $name"
        [ $# -gt 0 ] || usage
        beside_engine "$@" 9>&-
        ;;
    *) usage ;;
esac
