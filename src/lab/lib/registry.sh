# shellcheck shell=bash
# The distribution's registry, twice over one store: with a certificate that the engine trusts, and with another. Both
# want the password. They listen on the laboratory's address: the engine verifies no certificate on 127.0.0.0/8.

start_registries() {
    mkdir -p "$LAB_DIR/registry"
    make_password
    start_registry trusted "$REGISTRY_PORT"
    start_registry untrusted "$UNTRUSTED_PORT"
    wait_for 30 'the registry' registry_answers trusted "$REGISTRY_PORT"
    wait_for 30 'the untrusted registry' registry_answers untrusted "$UNTRUSTED_PORT"
    registry_password | engine login --username "$REGISTRY_USER" --password-stdin "$ADDRESS:$REGISTRY_PORT" \
        >/dev/null 2>&1 || fail 'the engine cannot log in to the registry'
}

registry_password() { cat "$LAB_DIR/registry/password"; }

make_password() {
    [ ! -s "$LAB_DIR/registry/htpasswd" ] || return 0
    (umask 077 && openssl rand -hex 16 | tr -d '\n' >"$LAB_DIR/registry/password")
    registry_password | htpasswd -Bin "$REGISTRY_USER" >"$LAB_DIR/registry/htpasswd"
}

start_registry() {
    ! is_running "registry-$1" || return 0
    registry_config "$1" "$2" >"$LAB_DIR/registry/$1.yml"
    daemon "registry-$1" nsenter --net="/run/netns/$NAMESPACE" docker-registry serve "$LAB_DIR/registry/$1.yml"
}

registry_config() {
    cat <<CONFIG
version: 0.1
log:
  level: warn
storage:
  filesystem: {rootdirectory: $LAB_DIR/registry/data}
  delete: {enabled: true}
http:
  addr: $ADDRESS:$2
  secret: $ID
  tls: {certificate: $LAB_DIR/tls/$1.pem, key: $LAB_DIR/tls/$1.key}
auth:
  htpasswd: {realm: lab, path: $LAB_DIR/registry/htpasswd}
CONFIG
}

# 401 is the answer of a registry that wants a password.
registry_answers() {
    [ "$(curl -s -o /dev/null -w '%{http_code}' --cacert "$LAB_DIR/tls/$1-ca.pem" "https://$ADDRESS:$2/v2/")" = 401 ]
}

stop_registries() {
    stop_daemon registry-trusted 5
    stop_daemon registry-untrusted 5
}
