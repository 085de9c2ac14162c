# shellcheck shell=bash
# Sourced after common.sh, never run: it sets no options of its own. Finding a Docker Engine, or starting one.

dockerd_log=/var/log/scalesim-dockerd.log
# Set by ensure_engine: this process is not yet in the group that may use the Engine. Read by rejoin.
export needs_docker_group=0

# docker_version Version|ApiVersion: what the Engine says of itself; empty and false when none answers.
# Without the CLI, curl asks the same address; only unix and plain TCP addresses are known to it.
docker_version() {
    if have docker; then
        # The CLI spells the same field APIVersion.
        timeout 15 docker version --format "{{.Server.${1/Api/API}}}" 2>/dev/null
        return
    fi
    have curl || return 1
    local address="${DOCKER_HOST:-unix:///var/run/docker.sock}" answer
    case "$address" in
        unix://*) answer=$(curl -fsS -m 15 --unix-socket "${address#unix://}" http://docker/version 2>/dev/null) ;;
        tcp://*) answer=$(curl -fsS -m 15 "http://${address#tcp://}/version" 2>/dev/null) ;;
        *) return 1 ;;
    esac || return 1
    # A sample of the answer: {"Platform":{"Name":""},"Version":"20.10.24","ApiVersion":"1.41", ...}
    # (the Engine's own fields come after those of its components, and the pattern takes the last one)
    sed -n "s/.*[{,]\"$1\":\"\([^\"]*\)\".*/\1/p" <<<"$answer"
}

docker_answers() { [ -n "$(docker_version Version)" ]; }

docker_address() {
    if [ -n "${DOCKER_HOST:-}" ]; then
        echo "$DOCKER_HOST"
    elif have docker; then
        docker context inspect --format '{{.Endpoints.docker.Host}}' 2>/dev/null || echo unix:///var/run/docker.sock
    else
        echo unix:///var/run/docker.sock
    fi
}

# An address that somebody chose must answer; a second Engine started beside it would not be the one meant.
docker_address_was_chosen() {
    [ -n "${DOCKER_HOST:-}${DOCKER_CONTEXT:-}" ] && return 0
    [ "$(docker_address)" != unix:///var/run/docker.sock ]
}

# The Engine runs and root may use it, but this user is not yet in its group.
docker_answers_root_only() {
    [ "$(id -u)" -ne 0 ] && [ -S /var/run/docker.sock ] && ! [ -w /var/run/docker.sock ]
}

# remove_stale_pid FILE NAME: a pid file whose process is gone, or is another program now, stops a new daemon.
remove_stale_pid() {
    local pid
    as_root test -e "$1" || return 0
    pid=$(as_root cat "$1")
    if ! names_process "$pid" "$2"; then
        say "Removing $1: it names process $pid, which is no $2 (a crash left it)."
        as_root rm -f "$1"
    fi
}

# A machine without an init system may have mounted no cgroups at all, and dockerd needs them.
mount_cgroups() {
    [ -e /sys/fs/cgroup/cgroup.controllers ] && return 0
    grep -q ' cgroup ' /proc/mounts && return 0
    say "Mounting cgroup2 on /sys/fs/cgroup: nothing has."
    as_root mount -t cgroup2 cgroup2 /sys/fs/cgroup
}

# start_dockerd: where no init system does it. The daemon gets no descriptor of ours, so that a pipe that reads this
# script's output ends when the script does.
start_dockerd() {
    local pid
    remove_stale_pid /var/run/docker.pid dockerd
    remove_stale_pid /var/run/docker/containerd/containerd.pid containerd
    mount_cgroups
    if [ -e /var/run/docker.pid ]; then
        say "dockerd runs already (pid $(cat /var/run/docker.pid)); waiting for it to answer."
    else
        say "Starting dockerd --userland-proxy=false (no init system does it here); its log: $dockerd_log"
        # shellcheck disable=SC2016 # expanded by root's shell
        as_root sh -c 'ulimit -n 1048576 2>/dev/null || ulimit -n "$(ulimit -H -n)"
            exec setsid -f dockerd --userland-proxy=false >>"$1" 2>&1 </dev/null' \
            sh "$dockerd_log" 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&-
    fi
    if ! poll 60 dockerd_is_up; then
        as_root tail -n 15 "$dockerd_log" >&2 || true
        die "dockerd did not answer on /var/run/docker.sock within 60 s." \
            "Its last lines are above; the whole log is $dockerd_log." \
            "Start it by hand (dockerd, as root), or set DOCKER_HOST to an Engine that runs."
    fi
    pid=$(cat /var/run/docker.pid)
    say "dockerd runs with pid $pid and is left running; stop it with: $(root_prefix)kill $pid"
}

dockerd_is_up() { docker_answers || docker_answers_root_only; }

root_prefix() { [ "$(id -u)" -eq 0 ] || echo "sudo "; }

say_engine() {
    say "Docker Engine $(docker_version Version) (API $(docker_version ApiVersion)) answers at $(docker_address)."
}

# ensure_engine: use the Engine that answers and touch nothing, or start the one that is installed (as root).
ensure_engine() {
    if docker_answers; then
        say_engine
        return 0
    fi
    if docker_answers_root_only && ! can_be_root; then
        die "A Docker Engine listens on /var/run/docker.sock, and $(id -un) is not in the group that may use it." \
            "As root: usermod -aG docker $(id -un)   (as good as root on this machine); then log in again."
    fi
    can_be_root || die "The Docker Engine does not answer at $(docker_address), and $(id -un) may not start it." \
        "As root: systemctl start docker, or without systemd: dockerd --userland-proxy=false &"
    if ! docker_answers_root_only; then
        if [ -d /run/systemd/system ]; then
            say "Starting the docker service."
            as_root systemctl start docker
            poll 60 dockerd_is_up || die "The docker service does not answer within 60 s." \
                "Look at: journalctl -u docker -n 50"
        else
            start_dockerd
        fi
    fi
    if docker_answers_root_only; then
        say "Adding $(id -un) to the group docker, which owns the Engine's socket (as good as root on this machine)."
        as_root usermod -aG docker "$(id -un)"
        needs_docker_group=1
    else
        say_engine
    fi
}
