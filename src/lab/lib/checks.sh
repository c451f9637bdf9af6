# shellcheck shell=bash
# What each capability can show: `lab check NAME` runs its tests on the laboratory, prints their figures last and ends
# with the truth as its exit code. A test that did not run is counted as such, and with a laboratory none may be left out.

# name | what it shows | unit and laboratory tests | tests of the packaged program
checks() {
    cat <<'CHECKS'
contract  | the fake engine behaves as the real one | FakeEngineContractTest,RealEngineContractTest,EnginesAgreeTest |
failures  | each failure ends with the stack as it was before, and names its cause | FailureTableTest,TroubledReleaseTest,RollbackTest,AbortTest | ErrorTableIT
kills     | killed at any moment, the next run puts it right | KillTableTest,DeadReleaseTest,TwoReleasesTest,CutOffTest |
images    | images are built, pushed, found again and pinned | ImageBuilderTest,ImageResolverTest,BuildsAtOnceLabTest |
canary    | a new spec is tried beside the old before the service changes (all: MAVEN_ARGS="-Dcanary.rows=3 -Dcanary.all=true") | CanaryTest,MeasurementsTest,CanaryReleaseTest,CanaryKillTest,CanaryLabTest |
compose   | stack files mean what they mean to the docker CLI | ParityTest,ComposeTrapsTest,ComposeErrorsTest | SameBytesIT
secrets   | no value of a secret is shown or stored anywhere | CanariesTest | SecretsNowhereIT
previews  | previews are made, confined and removed | Preview*Test,TagsLabTest,LabServersTest,RealSequencesTest |
hostile   | previews hold against their authors | io/jenkins/plugins/flaskbbswarm/hostile/*Test |
undo      | a release that goes back brings its schema back, killed at any moment | MigrationTableTest,MigrationKillTest,EarlierSchemaTest,WayBackTest,MigrationLabTest |
redeploy  | a scheduled redeploy acts for a reason or not at all | RedeployTest,RedeployLabTest |
flaskbb   | FlaskBB from source to a forum that answers, its previews included | | FlaskbbIT,FlaskbbPreviewsIT
plugin    | the plugin fits Jenkins (the JENKINS_WAR that is given, if one is) | VarsTest,ExamplesTest | HpiIT,SignaturesIT,io/jenkins/plugins/flaskbbswarm/realjenkins/*IT
CHECKS
}

check() {
    local name=${1-} row
    if [ -z "$name" ]; then
        checks | awk -F '|' '{ gsub(/^ +| +$/, "", $1); gsub(/^ +| +$/, "", $2); printf "%-10s %s\n", $1, $2 }'
        return
    fi
    row=$(checks | awk -F ' *\\| *' -v name="$name" '$1 == name')
    [ -n "$row" ] || fail "no check is called '$name'; they are: $(checks | awk '{ printf "%s%s", sep, $1; sep = ", " }')"
    enter
    run_check "$name" "$(cut -d '|' -f 3 <<<"$row" | tr -d ' ')" "$(cut -d '|' -f 4 <<<"$row" | tr -d ' ')"
}

# run_check NAME TESTS PROGRAM_TESTS
run_check() {
    local begin=$SECONDS status=0 goal=test
    [ -z "$3" ] || goal=verify
    rm -rf target/surefire-reports target/failsafe-reports
    # The long form of the tables; the ordinary run of the tests has the short one.
    FLASKBB_SWARM_LAB=required mvn -ntp -Dmigration.rounds=60 "-Dtest=${2:-none}" "-Dit.test=${3:-none}" \
        -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false "$goal" || status=$?
    cat target/*-reports/TEST-*.xml 2>/dev/null | figures "$1" $((SECONDS - begin)) "$status"
}

# Counts what Maven's reports say, prints it as the last line, and fails if a test failed or none ran.
figures() {
    awk -v name="$1" -v seconds="$2" -v status="$3" '
        function count(attribute) {
            return match($0, attribute "=\"[0-9]+\"") ? substr($0, RSTART + length(attribute) + 2) + 0 : 0
        }
        /<testsuite / || open {
            open = !/>/
            tests += count(" tests"); bad += count(" failures") + count(" errors"); skipped += count(" skipped")
        }
        END {
            good = status == 0 && bad == 0 && tests > skipped
            printf "check %s: %d passed, %d failed, %d left out, %d s%s\n",
                name, tests - bad - skipped, bad, skipped, seconds, good ? "" : ": FAILED"
            exit good ? 0 : 1
        }'
}
