# shellcheck shell=bash
# What the laboratory is for.

run_tests() {
    up
    eval "$(print_environment)"
    cd "$PROJECT" || exit
    FLASKBB_SWARM_LAB=required mvn -ntp verify
}

demo() { fail 'not yet'; }
