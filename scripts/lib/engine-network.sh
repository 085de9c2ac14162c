# shellcheck shell=bash
# Sourced by engine.sh, never run: it sets no options of its own. Two Engines in one network namespace.
# Reads: tree, bridge, bridge_address. Sets: firewall_flags.
# shellcheck disable=SC2154 # the variables that engine.sh sets
#
# Docker's firewall chains have fixed names, and a starting dockerd flushes them: it would take the published ports and
# the isolation of the first Engine's networks with it (tried). The kernel keeps two rule sets that don't see each
# other, nft's and the legacy one. The second Engine gets the one that the machine's own iptables does not use.

firewall_flags=()

in_tree() { chroot "$tree" /usr/bin/env PATH=/usr/sbin:/usr/bin:/sbin:/bin "$@"; }

# Prints nft or legacy: the rule set of this machine's iptables; nothing where it has none.
host_rule_set() {
    # Samples: "iptables v1.8.9 (nf_tables)", "iptables v1.8.9 (legacy)"
    case "$(iptables --version 2>/dev/null)" in
        *nf_tables*) echo nft ;;
        *legacy*) echo legacy ;;
    esac
}

choose_rule_set() {
    local program own=nft
    [ "$(host_rule_set)" = nft ] && own=legacy
    for program in iptables ip6tables; do
        in_tree update-alternatives --quiet --set "$program" "/usr/sbin/$program-$own"
    done
    firewall_flags=(--userland-proxy=false)
    if ! in_tree iptables -t nat -S >/dev/null 2>&1; then
        say "This kernel has no $own iptables: this Engine sets no firewall rules, and published ports get a proxy."
        firewall_flags=(--userland-proxy=true --iptables=false --ip6tables=false)
    elif ! in_tree ip6tables -t nat -S >/dev/null 2>&1; then
        firewall_flags+=(--ip6tables=false)
    fi
    # Without this flag (Engine 28 and later), forwarding of everybody else's packets may end with this Engine's start.
    if in_tree dockerd --help | grep -q -- --ip-forward-no-drop; then firewall_flags+=(--ip-forward-no-drop); fi
}

# The first Engine drops what it does not know, bridged packets included (br_netfilter). Traffic that stays on one of
# the bridges that an Engine makes is let through, which every Engine does for its own bridges anyway.
bridged_rules() {
    local verb=$1 interface rule
    have iptables || return 0
    for interface in 'ss-+' 'br-+' "$bridge"; do
        rule=(FORWARD -i "$interface" -m physdev --physdev-is-bridged -m comment --comment "scalesim $bridge" -j ACCEPT)
        if [ "$verb" = add ]; then
            iptables -w 10 -C "${rule[@]}" 2>/dev/null || iptables -w 10 -A "${rule[@]}"
        else
            while iptables -w 10 -D "${rule[@]}" 2>/dev/null; do :; done
        fi
    done
}

make_network() {
    ip link show "$bridge" >/dev/null 2>&1 || ip link add "$bridge" type bridge
    ip address replace "$bridge_address" dev "$bridge"
    ip link set "$bridge" up
    bridged_rules add
}

# rules_of_others LINKS: what remains of a saved rule set (stdin) without Docker's chains and without the rules that
# name a bridge of this Engine that is gone by now. Samples of what goes:
#   -A PREROUTING -m addrtype --dst-type LOCAL -j DOCKER
#   -A PREROUTING -d 172.18.0.2/32 ! -i br-71ee7cc2c2e3 -j DROP
rules_of_others() {
    awk -v links="$1" -v bridge="$bridge" '
        BEGIN { split(links, names, " "); for (i in names) there[names[i]] = 1 }
        /DOCKER/ { next }
        {
            for (i = 1; i < NF; i++) {
                link = $(i + 1)
                if (($i == "-i" || $i == "-o") && !(link in there) && (link == bridge || link ~ /^(ss|br)-/)) next
            }
            print
        }'
}

remove_docker_rules() {
    local program table links
    links=$(ip -o link show | awk -F': ' '{ sub(/@.*/, "", $2); print $2 }' | tr '\n' ' ')
    for program in iptables ip6tables; do
        for table in raw nat filter; do
            in_tree "$program-save" -t "$table" 2>/dev/null |
                rules_of_others "$links" |
                in_tree "$program-restore" -w 10
        done
    done
}

remove_network() {
    bridged_rules remove
    if ip link show "$bridge" >/dev/null 2>&1; then ip link delete "$bridge"; fi
    if [ -e "$tree/.scalesim-complete" ] && [ "$(host_rule_set)" != "$(tree_rule_set)" ]; then remove_docker_rules; fi
}

tree_rule_set() {
    case "$(in_tree iptables --version 2>/dev/null)" in
        *nf_tables*) echo nft ;;
        *legacy*) echo legacy ;;
    esac
}
