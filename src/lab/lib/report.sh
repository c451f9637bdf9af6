# shellcheck shell=bash
# What the laboratory says: a line per step with its time, on standard error, so that `env` can be evaluated.

say() { printf 'lab: %s\n' "$*" >&2; }

fail() {
    say "$*"
    exit 1
}

# step WHAT COMMAND: runs the command, says how long it took. Not in a subshell: steps set variables.
step() {
    local what=$1 begin=$EPOCHREALTIME
    shift
    "$@"
    say "$(seconds_since "$begin") s  $what"
}

seconds_since() {
    local microseconds=$((${EPOCHREALTIME/[.,]/} - ${1/[.,]/}))
    printf '%3d.%d' $((microseconds / 1000000)) $((microseconds / 100000 % 10))
}

# wait_for SECONDS WHAT COMMAND: until the command succeeds.
wait_for() {
    local limit=$((SECONDS + $1)) what=$2
    shift 2
    until "$@" >/dev/null 2>&1; do
        ((SECONDS < limit)) || fail "waited in vain for $what; the logs are in $LOG"
        sleep 0.1
    done
}
