# shellcheck shell=bash
# What the laboratory is for.

run_tests() {
    up
    eval "$(print_environment)"
    cd "$PROJECT" || exit
    FLASKBB_SWARM_LAB=required mvn -ntp verify
}

# The main job: FlaskBB from source to a forum that answers.
demo() {
    up
    eval "$(print_environment)"
    cd "$PROJECT" || exit
    step 'package' mvn -q -ntp -DskipTests package
    java -jar target/flaskbb-swarm.jar deploy -f src/lab/flaskbb/deploy.yml
}
