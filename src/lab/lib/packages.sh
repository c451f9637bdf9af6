# shellcheck shell=bash
# What the laboratory needs of the distribution. Only missing things are installed.

# command, and the package that has it
NEEDED='
dockerd          docker.io
docker-registry  docker-registry
debootstrap      debootstrap
htpasswd         apache2-utils
openssl          openssl
sshd             openssh-server
ip               iproute2
iptables         iptables
nsenter          util-linux
curl             curl
'

install_packages() {
    local missing
    missing=$(missing_packages)
    [ -n "$missing" ] || return 0
    command -v apt-get >/dev/null || fail "missing: $missing; only Debian and Ubuntu are installed by themselves"
    say "installing $missing"
    # shellcheck disable=SC2086  # a list of words
    without_starting_services install_now $missing
}

missing_packages() {
    local command package
    while read -r command package; do
        [ -z "$command" ] || command -v "$command" >/dev/null || printf '%s ' "$package"
    done <<<"$NEEDED"
    busybox_is_static || printf 'busybox-static '
    [ -e /usr/share/keyrings/debian-archive-keyring.gpg ] || printf 'debian-archive-keyring '
    command -v javac >/dev/null || printf 'openjdk-17-jdk-headless '
    command -v mvn >/dev/null || printf 'maven '
}

busybox_is_static() { dpkg -s busybox-static >/dev/null 2>&1; }

install_now() {
    apt-get update -qq >"$LABS/apt.log" 2>&1 || say 'apt-get update had trouble; going on with the lists that are there'
    DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "$@" >>"$LABS/apt.log" 2>&1 \
        || fail "apt-get could not install $*: see $LABS/apt.log"
}

# The packages bring services (an engine, a registry) that nobody asked for: they stay stopped.
without_starting_services() {
    local policy=/usr/sbin/policy-rc.d status=0
    if [ -e "$policy" ]; then
        "$@"
        return
    fi
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod 755 "$policy"
    ("$@") || status=$?
    rm -f "$policy"
    return "$status"
}
