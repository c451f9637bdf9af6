# shellcheck shell=bash
# The engines: one with a swarm of one node, and one that is in no swarm, for tests of that mistake.

# The distribution's client; another one on the PATH may lack what matches the distribution's engine.
CLIENT=$([ -x /usr/bin/docker ] && echo /usr/bin/docker || echo docker)

engine() { DOCKER_CONFIG=$LAB_DIR/client "$CLIENT" -H "unix://$ENGINE_SOCKET" "$@"; }

start_engine() {
    is_running engine || start_dockerd engine "$ENGINE_SOCKET" "nsenter --net=/run/netns/$NAMESPACE" --mtu "$(machine_mtu)" \
        -H "tcp://$ADDRESS:$ENGINE_PORT" --tlsverify --tlscacert "$LAB_DIR/tls/trusted-ca.pem" \
        --tlscert "$LAB_DIR/tls/trusted.pem" --tlskey "$LAB_DIR/tls/trusted.key"
    wait_for 60 'the engine' engine version
}

start_lonely_engine() {
    # It runs no containers: an empty network namespace of its own is enough. (In the other engine's namespace
    # `--bridge none` would remove that one's docker0.)
    is_running lonely || start_dockerd lonely "$LONELY_SOCKET" 'unshare --net' --bridge none --iptables=false
    wait_for 60 'the engine in no swarm' lonely_answers
}

lonely_answers() { DOCKER_CONFIG=$LAB_DIR/client "$CLIENT" -H "unix://$LONELY_SOCKET" version; }

require_known_store() {
    case $ENGINE_STORE in
        engine | containerd) ;;
        *) fail "no store of images is called $ENGINE_STORE: LAB_ENGINE_STORE may be engine or containerd" ;;
    esac
}

# Says in the engine's settings who keeps the images, and prints how layers are then put together.
choose_store() {
    local containerd=false driver=overlay2
    [ "$ENGINE_STORE" != containerd ] || containerd=true driver=overlayfs
    printf '{"features": {"containerd-snapshotter": %s}}\n' "$containerd" >"$LAB_DIR/etc-docker/daemon.json"
    echo "$driver"
}

# start_dockerd NAME SOCKET NETWORK FLAGS…: behind the command NETWORK, in a mount namespace of its own in which
# /etc/docker is the laboratory's, and the run directories of the machine's own engine are out of sight.
start_dockerd() {
    local name=$1 socket=$2 network=$3 servers server driver flags=()
    shift 3
    servers=$(name_servers)
    for server in $servers; do
        flags+=(--dns "$server")
    done
    mkdir -p "$LAB_DIR/etc-docker" "$LAB_DIR/$name" /etc/docker /run/docker /run/containerd
    driver=$(choose_store)
    rm -f "$socket" "$RUN/$name.docker.pid"
    # shellcheck disable=SC2016,SC2086  # $1 is the inner shell's; the network is several words
    daemon "$name" $network unshare --mount --propagation private sh -c '
        mount --bind "$1" /etc/docker && mount -t tmpfs tmpfs /run/docker && mount -t tmpfs tmpfs /run/containerd
        shift
        exec "$@"' sh "$LAB_DIR/etc-docker" \
        dockerd -H "unix://$socket" --data-root "$LAB_DIR/$name" --exec-root "$RUN/$name" \
        --pidfile "$RUN/$name.docker.pid" --storage-driver "$driver" --log-level warn "${flags[@]}" "$@"
}

# The pool keeps overlay networks away from the addresses that machines and their name servers commonly have.
start_swarm() {
    [ "$(engine info --format '{{.Swarm.LocalNodeState}}')" != active ] || return 0
    engine swarm init --advertise-addr "$ADDRESS" --default-addr-pool 10.214.0.0/16 --default-addr-pool-mask-length 24 \
        >/dev/null
}

stop_engines() {
    # Leaving the swarm ends its tasks at once; else the engine would wait for each one's grace period.
    ! is_running engine || timeout 20 "$CLIENT" -H "unix://$ENGINE_SOCKET" swarm leave --force >/dev/null 2>&1 || true
    stop_daemon lonely 15
    stop_daemon engine 30
}
