# shellcheck shell=bash
# The laboratory's state, and its addresses for shells and tests.

# After `mvn clean`, a reboot or a kill, what still runs and what lies in LAB_DIR do not belong together: start anew.
remove_remains() {
    if ! network_is_up || [ ! -s "$RUN/birth" ] || ! cmp -s "$RUN/birth" "$LAB_DIR/birth"; then
        stop_everything
        mkdir -p "$RUN" "$LAB_DIR"
        tee "$RUN/birth" </proc/sys/kernel/random/uuid >"$LAB_DIR/birth"
    fi
}

stop_everything() {
    stop_engines
    stop_registries
    stop_network
    remove_state
}

remove_state() {
    rm -rf --one-file-system "$RUN" "$LAB_DIR"
}

mark_complete() { touch "$LAB_DIR/complete"; }

is_up() { [ -e "$LAB_DIR/complete" ] && network_is_up && is_running engine; }

print_environment() {
    is_up || fail 'not up: run src/lab/lab up'
    read_subnet
    variables | while IFS='=' read -r name value; do
        printf 'export %s=%q\n' "$name" "$value"
    done
}

variables() {
    cat <<VARIABLES
LAB_DIR=$LAB_DIR
LAB_ENGINE=unix://$ENGINE_SOCKET
LAB_ENGINE_STORE=$ENGINE_STORE
DOCKER_HOST=unix://$ENGINE_SOCKET
LAB_TLS_ENGINE=tcp://$ADDRESS:$ENGINE_PORT
LAB_TLS_CA=$LAB_DIR/tls/trusted-ca.pem
LAB_TLS_CERTIFICATE=$LAB_DIR/tls/client.pem
LAB_TLS_KEY=$LAB_DIR/tls/client.key
LAB_LONELY_ENGINE=unix://$LONELY_SOCKET
LAB_ADDRESS=$ADDRESS
LAB_REGISTRY=$ADDRESS:$REGISTRY_PORT
LAB_REGISTRY_USER=$REGISTRY_USER
LAB_REGISTRY_PASSWORD=$(registry_password)
LAB_REGISTRY_CA=$LAB_DIR/tls/trusted-ca.pem
LAB_UNTRUSTED_REGISTRY=$ADDRESS:$UNTRUSTED_PORT
LAB_UNTRUSTED_REGISTRY_CA=$LAB_DIR/tls/untrusted-ca.pem
LAB_BUSYBOX=$BUSYBOX_IMAGE
LAB_REGISTRY_BUSYBOX=$ADDRESS:$REGISTRY_PORT/busybox:1
LAB_DEBIAN=$DEBIAN_IMAGE
LAB_POSTGRES=$ADDRESS:5432
FLASKBB_POSTGRES=postgresql://flaskbb:$(cat "$LAB_DIR/secrets/postgres_password")@$ADDRESS:5432/flaskbb
PREVIEW_POSTGRES_ADMIN=postgresql://flaskbb:$(cat "$LAB_DIR/secrets/postgres_password")@$ADDRESS:5432/postgres
FLASKBB_REDIS=redis://:$(cat "$LAB_DIR/secrets/redis_password")@redis:6379/0
FLASKBB_ADMIN_PASSWORD=$(cat "$LAB_DIR/secrets/admin_password")
VARIABLES
}

status() {
    local name
    if ! is_up; then
        say "down ($LAB_DIR)"
        return
    fi
    read_subnet
    say "up: $LAB_DIR, address $ADDRESS"
    for name in engine lonely registry-trusted registry-untrusted; do
        if is_running "$name"; then
            say "$name runs, pid $(cat "$RUN/$name.pid")"
        else
            say "$name does not run"
        fi
    done
    engine service ls --format '{{.Name}} {{.Replicas}} {{.Image}}' | while read -r name; do say "service $name"; done
}
