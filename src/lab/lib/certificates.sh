# shellcheck shell=bash
# Two certificate authorities: the engine trusts one, and is reached through the network by its certificates; the other is there for tests of certificates that nobody trusts.

make_certificates() {
    local ca
    mkdir -p "$LAB_DIR/tls"
    [ "$(cat "$LAB_DIR/tls/address" 2>/dev/null)" != "$ADDRESS" ] || return 0
    for ca in trusted untrusted; do
        make_authority "$ca"
        sign_server "$ca"
    done
    sign_client
    trust_authority
    echo "$ADDRESS" >"$LAB_DIR/tls/address"
}

make_authority() {
    openssl req -x509 -newkey rsa:2048 -nodes -days 365 -subj "/CN=flaskbb-swarm lab ($1)" \
        -keyout "$LAB_DIR/tls/$1-ca.key" -out "$LAB_DIR/tls/$1-ca.pem" 2>>"$LAB_DIR/tls/openssl.log"
}

sign_server() {
    local tls=$LAB_DIR/tls
    openssl req -newkey rsa:2048 -nodes -subj "/CN=$ADDRESS" -keyout "$tls/$1.key" -out "$tls/$1.csr" \
        2>>"$tls/openssl.log"
    openssl x509 -req -in "$tls/$1.csr" -CA "$tls/$1-ca.pem" -CAkey "$tls/$1-ca.key" -CAcreateserial -days 365 \
        -extfile <(printf 'subjectAltName=IP:%s' "$ADDRESS") -out "$tls/$1.pem" 2>>"$tls/openssl.log"
}

# Who shows this certificate may command the engine through the network.
sign_client() {
    local tls=$LAB_DIR/tls
    openssl req -newkey rsa:2048 -nodes -subj '/CN=flaskbb-swarm lab client' -keyout "$tls/client.key" \
        -out "$tls/client.csr" 2>>"$tls/openssl.log"
    openssl x509 -req -in "$tls/client.csr" -CA "$tls/trusted-ca.pem" -CAkey "$tls/trusted-ca.key" -CAcreateserial \
        -days 365 -extfile <(echo 'extendedKeyUsage=clientAuth') -out "$tls/client.pem" 2>>"$tls/openssl.log"
}

# The engine reads this directory at each use, so it need not be restarted.
trust_authority() {
    local trusted=$LAB_DIR/etc-docker/certs.d/$ADDRESS:$REGISTRY_PORT
    rm -rf "$LAB_DIR/etc-docker/certs.d"
    mkdir -p "$trusted"
    cp "$LAB_DIR/tls/trusted-ca.pem" "$trusted/ca.crt"
}
