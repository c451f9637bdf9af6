# shellcheck shell=bash disable=SC2034  # the other parts read these
# Names, places and addresses of this laboratory. All derive from LAB_DIR, so several can run side by side.

PROJECT=$(cd "${HERE:?}/../.." && pwd)
LAB_DIR=$(realpath -m "${LAB_DIR:-$PROJECT/target/lab}")
CACHE=$(realpath -m "${LAB_CACHE:-${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/flaskbb-swarm-lab}")
ID=$(printf %s "$LAB_DIR" | sha256sum | cut -c1-8)

# Sockets, pids and the address are outside LAB_DIR: a socket's path may have 108 bytes only, and `mvn clean`, which
# removes target/, must not make a running laboratory unstoppable.
LABS=/run/flaskbb-swarm-lab
RUN=$LABS/$ID
ENGINE_SOCKET=$RUN/docker.sock
LONELY_SOCKET=$RUN/lonely.sock
LOG=$LAB_DIR/log

NAMESPACE=flaskbb-swarm-lab-$ID
OUTSIDE=fsl${ID}h # interface names have 15 characters at most
INSIDE=fsl${ID}n

REGISTRY_PORT=5443
UNTRUSTED_PORT=5444
ENGINE_PORT=2376 # for those who have the client certificate
REGISTRY_USER=lab

# Known once the network is up (see network.sh).
ADDRESS=''
GATEWAY=''

# Where the engine is from; empty for the machine's own packages.
ENGINE_SUITE=${LAB_ENGINE_SUITE:-}
ENGINE_PROGRAMS=$CACHE/engine-$ENGINE_SUITE
[ -z "$ENGINE_SUITE" ] || PATH=$ENGINE_PROGRAMS:$PATH

# Who keeps its images: the engine itself, or containerd.
ENGINE_STORE=${LAB_ENGINE_STORE:-engine}

SUITE=trixie # its Python is 3.13
DEBIAN_IMAGE=debian-$SUITE:local
BUSYBOX_IMAGE=busybox:local

require_root() {
    [ "$(id -u)" = 0 ] || fail 'needs root, for its network namespace and its engine: run it with sudo'
}

# `up` and `down` of one laboratory wait for each other. Daemons must not inherit the lock: see `daemon`.
one_at_a_time() {
    mkdir -p "$LABS"
    exec 9>"$LABS/$ID.lock"
    flock -w 600 9 || fail "another lab command has been busy for ten minutes: $LABS/$ID.lock"
}
