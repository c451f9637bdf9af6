# shellcheck shell=bash
# PostgreSQL, Redis and Traefik, as a stack named `lab` on the laboratory's swarm.

SERVICES='postgres redis traefik'

# Built once; later laboratories load them from the cache.
make_service_images() {
    local saved
    ! has_service_images || return 0
    saved=$CACHE/services-$(cat "${HERE:?}"/services/{Dockerfile,start}* "$(debian_cached)" | fingerprint).tar
    if [ -s "$saved" ]; then
        engine load -q <"$saved" >/dev/null
    else
        build_service_images
        save_service_images "$saved"
    fi
}

has_service_images() {
    local service
    for service in $SERVICES; do
        has_image "lab-$service:local" || return 1
    done
}

build_service_images() {
    local service
    for service in $SERVICES; do
        # The old builder: it is in every client, while BuildKit wants a plugin that not every distribution has.
        DOCKER_BUILDKIT=0 engine build -q -t "lab-$service:local" -f "$HERE/services/Dockerfile.$service" \
            "$HERE/services" >>"$LOG/services.log" 2>&1 || fail "cannot build the image of $service: $LOG/services.log"
    done
}

save_service_images() {
    local service names=()
    for service in $SERVICES; do
        names+=("lab-$service:local")
    done
    engine save -o "$1.part" "${names[@]}"
    rm -f "$CACHE"/services-*.tar # of other recipes
    mv "$1.part" "$1"
}

make_networks() {
    local network
    for network in traefik-net redis-net; do
        engine network inspect "$network" >/dev/null 2>&1 \
            || engine network create --driver overlay --attachable "$network" >/dev/null
    done
}

start_services() {
    if ! engine service inspect lab_postgres lab_redis lab_traefik >/dev/null 2>&1; then
        make_secret postgres_password
        make_secret redis_password
        make_secret admin_password
        LAB_SOCKET=$ENGINE_SOCKET LAB_SECRETS=$LAB_DIR/secrets engine stack deploy --resolve-image never \
            -c "$HERE/services/stack.yml" lab >>"$LOG/services.log" 2>&1 \
            || fail "cannot deploy the services: $LOG/services.log"
    fi
    wait_for 60 Traefik is_listening 80
    wait_for 60 PostgreSQL is_listening 5432
    wait_for 60 Redis runs_redis
    wait_for 60 'a role that makes previews' may_make_roles
}

# Previews have roles of their own, which PostgreSQL's one user of the laboratory makes.
may_make_roles() {
    engine exec "$(engine ps -q -f label=com.docker.swarm.service.name=lab_postgres)" \
        psql -q -h /tmp -U postgres -c 'ALTER ROLE flaskbb CREATEROLE' >>"$LOG/services.log" 2>&1
}

make_secret() {
    mkdir -p "$LAB_DIR/secrets"
    [ -s "$LAB_DIR/secrets/$1" ] || (umask 077 && openssl rand -hex 12 | tr -d '\n' >"$LAB_DIR/secrets/$1")
}

is_listening() { (exec 3<>"/dev/tcp/$ADDRESS/$1"); }

runs_redis() {
    engine service ps lab_redis --filter desired-state=running --format '{{.CurrentState}}' | grep -q ^Running
}
