# shellcheck shell=bash
# An engine of another Debian suite than the machine's (LAB_ENGINE_SUITE): its programs are taken out of their packages,
# which apt has checked, and put before the machine's own on the PATH. Nothing is installed.

NOT_TO_BE_HAD=75 # exit code
ENGINE_PACKAGES='docker.io containerd'
ENGINE_PROGRAM_NAMES='dockerd docker-proxy containerd containerd-shim-runc-v2'

fetch_engine() {
    local work=$LAB_DIR/suite apt=(apt-get -qq)
    [ ! -x "$ENGINE_PROGRAMS/dockerd" ] || return 0
    rm -rf "$work"
    mkdir -p "$work"/{lists/partial,archives/partial,root,programs} "$CACHE" "$LOG"
    echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://deb.debian.org/debian $ENGINE_SUITE main" \
        >"$work/sources.list"
    apt+=(-o "Dir::Etc::SourceList=$work/sources.list" -o Dir::Etc::SourceParts=-
        -o "Dir::State::Lists=$work/lists" -o "Dir::Cache=$work")
    # shellcheck disable=SC2086  # a list of words
    (cd "$work" && "${apt[@]}" update && "${apt[@]}" download $ENGINE_PACKAGES) >"$LOG/suite.log" 2>&1 \
        || not_to_be_had
    take_programs "$work"
    rm -rf "$work"
}

not_to_be_had() {
    tail -n 5 "$LOG/suite.log" >&2
    say "no engine of Debian $ENGINE_SUITE could be fetched"
    exit "$NOT_TO_BE_HAD"
}

take_programs() {
    local package name
    for package in "$1"/*.deb; do
        dpkg-deb -x "$package" "$1/root"
    done
    for name in $ENGINE_PROGRAM_NAMES; do
        cp "$(find "$1/root/usr/bin" "$1/root/usr/sbin" "$1/root/usr/libexec" -name "$name" -type f 2>/dev/null | head -n 1)" \
            "$1/programs/"
    done
    rm -rf "$ENGINE_PROGRAMS"
    mv "$1/programs" "$ENGINE_PROGRAMS"
}
