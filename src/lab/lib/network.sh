# shellcheck shell=bash
# A network namespace, tied to the machine by a veth pair. The engine's bridges, rules and ports live inside; the
# machine gets one address, a masquerade rule, two forward rules and ip_forward, all of which `down` takes back.

start_network() {
    if ! network_is_up; then
        choose_subnet
        make_namespace
        let_packets_through
    fi
    read_subnet
}

network_is_up() { [ -e "/run/netns/$NAMESPACE" ] && [ -s "$RUN/address" ] && ip link show "$OUTSIDE" >/dev/null 2>&1; }

read_subnet() {
    read -r GATEWAY ADDRESS <"$RUN/address" || fail 'not up: run src/lab/lab up'
}

# The first free one of 10.213.x.y/30, beginning at a place that LAB_DIR decides, so that addresses seldom change.
choose_subnet() {
    local slot=$((16#${ID:0:4} % 16384)) tries prefix last
    for ((tries = 0; tries < 64; tries++, slot = (slot + 1) % 16384)); do
        prefix=10.213.$((slot / 64)) last=$((slot % 64 * 4))
        if subnet_is_free "$prefix.$last/30"; then
            mkdir -p "$RUN"
            echo "$prefix.$((last + 1)) $prefix.$((last + 2))" >"$RUN/address"
            return
        fi
    done
    fail 'no free subnet in 10.213.0.0/16: take down laboratories that are not needed'
}

subnet_is_free() {
    [ -z "$(ip -4 route show root "$1"; ip -4 route show match "$1" | grep -v ^default)" ]
}

make_namespace() {
    local mtu
    mtu=$(machine_mtu)
    read_subnet
    ip netns add "$NAMESPACE"
    ip link add "$OUTSIDE" mtu "$mtu" type veth peer name "$INSIDE" mtu "$mtu" netns "$NAMESPACE"
    ip addr add "$GATEWAY/30" dev "$OUTSIDE"
    ip link set "$OUTSIDE" up
    ip -n "$NAMESPACE" addr add "$ADDRESS/30" dev "$INSIDE"
    ip -n "$NAMESPACE" link set lo up
    ip -n "$NAMESPACE" link set "$INSIDE" up
    ip -n "$NAMESPACE" route add default via "$GATEWAY"
}

# Packets as large as the machine's own way out takes; larger ones vanish behind some tunnels.
machine_mtu() {
    local device
    device=$(ip -4 route show default | sed -n 's/.* dev \([^ ]*\).*/\1/p' | head -n 1)
    awk '{ print ($1 > 1500) ? 1500 : $1 }' "/sys/class/net/${device:-lo}/mtu"
}

let_packets_through() {
    [ -e "$LABS/ip_forward" ] || sysctl -n net.ipv4.ip_forward >"$LABS/ip_forward"
    sysctl -qw net.ipv4.ip_forward=1
    each_rule -C 2>/dev/null || each_rule -I
}

# A machine whose own engine runs drops forwarded packets by default, hence the forward rules.
each_rule() {
    iptables -w -t nat "$1" POSTROUTING -s "$ADDRESS/32" ! -o "$OUTSIDE" -j MASQUERADE \
        && iptables -w "$1" FORWARD -i "$OUTSIDE" -j ACCEPT \
        && iptables -w "$1" FORWARD -o "$OUTSIDE" -j ACCEPT
}

stop_network() {
    if [ -s "$RUN/address" ]; then
        read_subnet
        while each_rule -D 2>/dev/null; do :; done
    fi
    ip link del "$OUTSIDE" 2>/dev/null || true
    kill_remaining
    ip netns del "$NAMESPACE" 2>/dev/null || true
    rm -f "$RUN/address"
    other_labs || restore_forwarding
}

other_labs() {
    local address
    for address in "$LABS"/*/address; do
        [ ! -e "$address" ] || return 0
    done
    return 1
}

restore_forwarding() {
    [ -e "$LABS/ip_forward" ] || return 0
    sysctl -qw "net.ipv4.ip_forward=$(cat "$LABS/ip_forward")"
    rm -f "$LABS/ip_forward"
}

# The machine's name servers as containers can reach them: a resolver on a loopback address is the machine's alone.
name_servers() {
    local file
    for file in /etc/resolv.conf /run/systemd/resolve/resolv.conf /run/NetworkManager/no-stub-resolv.conf; do
        awk '$1 == "nameserver" && $2 !~ /^127\./ && $2 !~ /:/ { print $2 }' "$file" 2>/dev/null | grep . && return
    done
    fail 'no name server that containers can reach: /etc/resolv.conf names only loopback addresses'
}
