# shellcheck shell=bash
# What the laboratory is for.

NEWER_SUITE=trixie
ENGINE_TESTS=RealEngineContractTest,EnginesAgreeTest,FailureTableTest,ImageBuilderTest,ImageResolverTest

# The laboratory is up, its addresses are known, and this is the project's folder.
enter() {
    up
    eval "$(print_environment)"
    cd "$PROJECT" || exit
}

run_tests() {
    enter
    FLASKBB_SWARM_LAB=required mvn -ntp verify && src/test/fuzz 60 && test_newer_engine
}

# What is said of engines holds for newer ones, too: here for that of another Debian, in a laboratory beside this one.
# A mirror that does not answer says nothing about us, but it is not passed over in silence either.
test_newer_engine() {
    local status=0
    LAB_DIR=$LAB_DIR-$NEWER_SUITE LAB_ENGINE_SUITE=$NEWER_SUITE "$HERE/lab" test-engine || status=$?
    if [ "$status" = "$NOT_TO_BE_HAD" ]; then
        say "NOT RUN: the tests of the engine of Debian $NEWER_SUITE ($ENGINE_TESTS), which could not be fetched"
        status=0
    fi
    return "$status"
}

test_engine() {
    trap down EXIT
    enter
    say "tests of Docker Engine $(engine version --format '{{.Server.Version}}')"
    FLASKBB_SWARM_LAB=required mvn -ntp "-Dtest=$ENGINE_TESTS" test
}

# The main job: FlaskBB from source to a forum that answers. Its last line is the address to open.
demo() {
    enter
    step 'the command line, by Maven' mvn -q -ntp -DskipTests package
    say 'java -jar target/flaskbb-swarm.jar deploy -f src/lab/flaskbb/deploy.yml'
    java -jar target/flaskbb-swarm.jar deploy -f src/lab/flaskbb/deploy.yml
}
