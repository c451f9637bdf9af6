# shellcheck shell=bash
# What the laboratory is for.

run_tests() {
    up
    eval "$(print_environment)"
    cd "$PROJECT" || exit
    FLASKBB_SWARM_LAB=required mvn -ntp verify && src/test/fuzz 120
}

# The main job: FlaskBB from source to a forum that answers. Its last line is the address to open.
demo() {
    up
    eval "$(print_environment)"
    cd "$PROJECT" || exit
    step 'the command line, by Maven' mvn -q -ntp -DskipTests package
    say 'java -jar target/flaskbb-swarm.jar deploy -f src/lab/flaskbb/deploy.yml'
    java -jar target/flaskbb-swarm.jar deploy -f src/lab/flaskbb/deploy.yml
}
