# shellcheck shell=bash
# Sourced by the scripts beside this folder, never run: it sets no options of its own.

# Words printed for people go to stderr, so that a script's stdout stays data.
say() { printf '%s\n' "$*" >&2; }
step() { printf '== %s\n' "$*" >&2; }
die() {
    local line
    for line in "$@"; do printf '%s\n' "$line" >&2; done
    exit 1
}

# help_of SCRIPT: the comment that it begins with, without its marks.
help_of() { awk 'NR == 1 { next } !/^#/ { exit } { sub(/^# ?/, ""); print }' "$1"; }

# read_options NAMES ARGUMENTS...: gives the variable of each option the value behind it: --compose-workers 9 sets
# compose_workers. NAMES are all that the script takes, with a blank between. With --help the script says what it is and
# ends.
read_options() {
    local names=$1 name found
    shift
    while [ $# -gt 0 ]; do
        if [ "$1" = --help ] || [ "$1" = -h ]; then
            help_of "${BASH_SOURCE[-1]}"
            exit 0
        fi
        found=
        for name in $names; do
            [ "$1" != "--$name" ] || found=${name//-/_}
        done
        [ -n "$found" ] || die "Unknown option $1." "It takes --${names// /, --}." "--help says what they are."
        [ $# -ge 2 ] || die "Option $1 has no value." "It takes one behind it." "--help says what it is."
        printf -v "$found" '%s' "$2"
        shift 2
    done
}

have() { command -v "$1" >/dev/null 2>&1; }

# Debian keeps ip, dockerd and iptables where an ordinary user's PATH does not look.
PATH="$PATH:/usr/local/sbin:/usr/sbin:/sbin"

repository_root() { (cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd); }

# can_be_root: whether as_root works, without asking for a password where nobody could type one.
can_be_root() {
    [ "$(id -u)" -eq 0 ] && return 0
    have sudo || return 1
    sudo -n true 2>/dev/null && return 0
    [ -t 0 ] && sudo -v
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif [ -t 0 ]; then
        sudo -- "$@"
    else
        sudo -n -- "$@"
    fi
}

# poll SECONDS COMMAND...: run COMMAND until it succeeds; false when the time is over.
poll() {
    local deadline=$((SECONDS + $1))
    shift
    until "$@"; do
        [ "$SECONDS" -lt "$deadline" ] || return 1
        sleep 0.2
    done
}

# names_process PID NAME: whether PID lives and its program is NAME. A pid file outlives a crash, and its number is
# given to another program sooner or later. A zombie, which has no command line any more, does not count.
names_process() {
    [ -n "$1" ] && [ "$(cat "/proc/$1/comm" 2>/dev/null)" = "$2" ] && grep -qs . "/proc/$1/cmdline"
}
