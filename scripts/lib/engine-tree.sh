# shellcheck shell=bash
# Sourced by engine.sh, never run: it sets no options of its own. The file tree that the second Engine lives in.
# Reads: base, tree (paths). A tree counts as made when its mark is there, so a broken attempt is never used.
# shellcheck disable=SC2154 # the variables that engine.sh sets

suites="${SCALESIM_ENGINE_SUITE:-sid testing}"

# debian_mirror: where this machine's own apt gets Debian from; empty on another distribution (debootstrap knows one).
debian_mirror() {
    local VERSION_CODENAME="" ID=""
    # shellcheck source=/dev/null
    . /etc/os-release
    [ "$ID" = debian ] || return 0
    # A sample line: http://mirror.example/debian/ bookworm main
    # shellcheck disable=SC2016 # apt's own placeholders
    apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' |
        awk -v release="$VERSION_CODENAME" '$2 == release && $3 == "main" && $1 ~ /^https?:/ { print $1; exit }'
}

# The proxy that apt is told of serves debootstrap, too.
use_proxy_of_apt() {
    local proxy=""
    eval "$(apt-config shell proxy Acquire::http::Proxy)"
    if [ -n "$proxy" ]; then export http_proxy="$proxy"; fi
}

packages_in_tree() {
    local packages=docker.io,docker-cli,crun,iptables
    # Where the kernel enforces AppArmor, dockerd needs the program that loads its profile.
    if grep -qs Y /sys/module/apparmor/parameters/enabled; then packages=$packages,apparmor; fi
    echo "$packages"
}

# bootstrap SUITE: debootstrap into $tree.new, in a mount namespace of its own: a broken attempt leaves no mount behind.
bootstrap() {
    local mirror
    mirror=$(debian_mirror)
    rm -rf --one-file-system "$tree.new"
    mkdir -p "$base/cache"
    unshare --mount --propagation private debootstrap --variant=minbase --cache-dir="$base/cache" \
        --include="$(packages_in_tree)" "$1" "$tree.new" ${mirror:+"$mirror"} >"$base/debootstrap.log" 2>&1
}

install_debootstrap() {
    local missing=()
    have debootstrap || missing+=(debootstrap)
    have ip || missing+=(iproute2)
    [ -e /usr/share/keyrings/debian-archive-keyring.gpg ] || missing+=(debian-archive-keyring)
    if [ "${#missing[@]}" -gt 0 ]; then
        is_debian_family || die "The second Engine needs ${missing[*]}." \
            "The script installs packages on Debian and Ubuntu only; install their counterparts and run it again."
        apt_install "${missing[@]}"
    fi
}

make_tree() {
    local suite
    if [ -e "$tree/.scalesim-complete" ]; then return 0; fi
    install_debootstrap
    use_proxy_of_apt
    for suite in $suites; do
        say "Making a Debian $suite tree with its docker.io in $tree (about 100 MB are downloaded once)."
        if bootstrap "$suite"; then
            rm -rf --one-file-system "$tree"
            mv "$tree.new" "$tree"
            echo "$suite" >"$tree/.scalesim-complete"
            return 0
        fi
        say "debootstrap of $suite failed; the end of $base/debootstrap.log:"
        tail -n 8 "$base/debootstrap.log" >&2
    done
    die "No tree could be made from: $suites." \
        "Debian's unstable suites break for a day now and then; try another with SCALESIM_ENGINE_SUITE=trixie."
}
