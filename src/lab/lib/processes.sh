# shellcheck shell=bash
# Daemons of the laboratory: each one has a pid file in $RUN, and is stopped by that pid alone.

# daemon NAME COMMAND: starts the command in the background, detached, with its log and pid file.
daemon() {
    local name=$1
    shift
    mkdir -p "$LOG"
    setsid "$@" </dev/null >>"$LOG/$name.log" 2>&1 9>&- &
    echo $! >"$RUN/$name.pid"
}

is_running() {
    local pid
    pid=$(cat "$RUN/$1.pid" 2>/dev/null) || return 1
    # A pid can be somebody else's by now: ours carries our directory in its arguments.
    tr '\0' ' ' 2>/dev/null <"/proc/$pid/cmdline" | grep -qF -e "$RUN" -e "$LAB_DIR"
}

# stop_daemon NAME SECONDS: asks it to end, then insists.
stop_daemon() {
    local pid limit=$((SECONDS + $2))
    is_running "$1" || { rm -f "$RUN/$1.pid"; return 0; }
    pid=$(cat "$RUN/$1.pid")
    kill "$pid" 2>/dev/null || true
    while is_running "$1" && ((SECONDS < limit)); do sleep 0.1; done
    ! is_running "$1" || kill_tree "$pid"
    rm -f "$RUN/$1.pid"
}

# What is left in the namespace when an engine did not end by itself: containerd, shims and, below them, containers.
kill_remaining() {
    local pid
    for pid in $(ip netns pids "$NAMESPACE" 2>/dev/null); do
        kill_tree "$pid"
    done
}

kill_tree() {
    local child children
    children=$(cat "/proc/$1"/task/*/children 2>/dev/null) || true
    for child in $children; do
        kill_tree "$child"
    done
    kill -KILL "$1" 2>/dev/null || true
}
