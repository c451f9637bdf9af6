package io.jenkins.plugins.flaskbbswarm.realjenkins;

import io.jenkins.plugins.flaskbbswarm.cli.Canaries;
import io.jenkins.plugins.flaskbbswarm.cli.Swarm;
import io.jenkins.plugins.flaskbbswarm.lab.Lab;
import io.jenkins.plugins.flaskbbswarm.lab.RequiresLab;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Who may use which credential and which form, in a Jenkins whose users have to log in; and an engine behind TLS. */
@RequiresJenkins
@RequiresLab
class SecuredJenkinsIT {
    private static final String FORMS = "descriptorByName/io.jenkins.plugins.flaskbbswarm.jenkins.";
    private static final String STEP_FORM = FORMS + "steps.DeployStep/";
    private static final String TARGET_FORM = FORMS + "targets.SwarmTarget/";
    private static final int FORBIDDEN = 403;
    private static final int OK = 200;

    private static final String TWO_USERS = """
            import hudson.security.*
            import org.jenkinsci.plugins.matrixauth.*
            def jenkins = jenkins.model.Jenkins.get()
            def realm = new HudsonPrivateSecurityRealm(false, false, null)
            realm.createAccount('admin', 'admin-of-the-test')
            realm.createAccount('reader', 'reader-of-the-test')
            jenkins.securityRealm = realm
            def may = new GlobalMatrixAuthorizationStrategy()
            def user = { new PermissionEntry(AuthorizationType.USER, it) }
            may.add(jenkins.model.Jenkins.ADMINISTER, user('admin'))
            may.add(jenkins.model.Jenkins.READ, user('reader'))
            may.add(hudson.model.Item.READ, user('reader'))
            jenkins.authorizationStrategy = may
            jenkins.save()
            """;

    private static final Canaries CANARIES = new Canaries();

    private static RealJenkins jenkins;
    private static Rest admin;
    private static Rest reader;
    private static Repository repository;
    private static Swarm swarm;

    @BeforeAll
    static void boot(Bench bench) throws Exception {
        swarm = bench.swarmWithout(List.of("inside", "outside", "wrong", "network", "branches"));
        repository = bench.repository();
        jenkins = bench.jenkins()
                .with("DOCKER_HOST", Lab.engine())
                .withLocalRepositories()
                .atStart("two-users.groovy", TWO_USERS)
                .start();
        admin = new Rest(jenkins.address(), "admin", "admin-of-the-test");
        reader = new Rest(jenkins.address(), "reader", "reader-of-the-test");
        admin.script("jenkins.model.Jenkins.get().createProject(com.cloudbees.hudson.plugins.folder.Folder, 'team')");
        CredentialStore store = CredentialStore.ofAll(admin, CANARIES);
        store.login("registry", Lab.variable("LAB_REGISTRY_USER"), Lab.variable("LAB_REGISTRY_PASSWORD"));
        store.text("greeter-password", "canary-of-everybody-7a90");
        store.ofFolder("team").text("team-password", "canary-of-the-team-33fd");
        store.dockerServer(
                "engine",
                Path.of(Lab.variable("LAB_TLS_KEY")),
                Path.of(Lab.variable("LAB_TLS_CERTIFICATE")),
                Path.of(Lab.variable("LAB_TLS_CA")));
    }

    @Test
    void aJobInTheFolderGetsTheFoldersCredential() throws Exception {
        Rest.Build build = run("team/job/inside", release("inside", "team-password", ""));

        assertThat(build.result()).as("%s", build).isEqualTo("SUCCESS");
        assertThat(swarm.namesOf("inside")).anyMatch(name -> name.startsWith("secret "));
        CANARIES.assertNotIn(jenkins.filesBesidesPrograms());
    }

    @Test
    void aJobOutsideTheFolderDoesNot() throws Exception {
        Rest.Build build = run("outside", release("outside", "team-password", ""));

        assertThat(build.result()).as("%s", build).isEqualTo("FAILURE");
        assertThat(build.log())
                .contains("ERROR: There is no credential 'team-password' that this job may use; create it under Manage"
                        + " Jenkins > Credentials or in the job's folder, or correct the ID")
                .doesNotContain("\tat ");
        assertThat(swarm.namesOf("outside")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            registryCredentialsId: 'greeter-password' | The credential 'greeter-password' is not a username with password, which a registry needs; name one of that kind
            host: '%ENGINE', hostCredentialsId: 'registry' | The credential 'registry' is not an X.509 client certificate for a Docker server, which %ENGINE needs; name one of that kind
            host: '%ENGINE' | TLS
            """)
    void aCredentialOfTheWrongKindIsNamed(String argument, String sentence) throws Exception {
        String engine = Lab.variable("LAB_TLS_ENGINE");
        String more = ", " + argument.replace("%ENGINE", engine);

        Rest.Build build = run("wrong", release("wrong", "greeter-password", more));

        assertThat(build.result()).as("%s", build).isEqualTo("FAILURE");
        assertThat(build.log())
                .contains(sentence.replace("%ENGINE", engine))
                .doesNotContain("\tat ", "/var/run/docker.sock");
        assertThat(swarm.namesOf("wrong")).isEmpty();
    }

    @Test
    void anEngineBehindTlsIsReachedWithDockerServerCredentials() throws Exception {
        String host = ", host: '" + Lab.variable("LAB_TLS_ENGINE") + "', hostCredentialsId: 'engine'";

        Rest.Build build = run("network", release("network", "greeter-password", host));

        assertThat(build.result()).as("%s", build).isEqualTo("SUCCESS");
        assertThat(swarm.tasks("network_web")).hasSize(2);
        CANARIES.assertNotIn(jenkins.filesBesidesPrograms());
    }

    @Test
    void aBranchIsReleased() throws Exception {
        repository.add("Jenkinsfile", declarative("branches"));
        admin.script("""
                def made = jenkins.model.Jenkins.get().createProject(
                        org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject, 'branches')
                def source = new jenkins.plugins.git.GitSCMSource('file://%s')
                source.traits = [new jenkins.plugins.git.traits.BranchDiscoveryTrait()]
                made.sourcesList.add(new jenkins.branch.BranchSource(source))
                made.scheduleBuild2(0)
                """.formatted(repository.folder()));

        Rest.Build build = admin.await("branches/job/main", 1);

        assertThat(build.result()).as("%s", build).isEqualTo("SUCCESS");
        assertThat(swarm.tasks("branches_web")).hasSize(2);
        assertThat(admin.page("job/branches/job/main/swarm-releases/")).contains("../1/swarm-release/");
    }

    @Test
    void theConnectionTestIsForAdministrators() throws Exception {
        String engine = "host=" + Lab.variable("LAB_TLS_ENGINE") + "&hostCredentialsId=engine&ca=";

        HttpResponse<String> asAdmin = admin.form(TARGET_FORM + "testConnection", engine);

        assertThat(asAdmin.statusCode()).isEqualTo(OK);
        assertThat(asAdmin.body()).contains("Connected to", "a manager of a swarm");
        assertThat(reader.form(TARGET_FORM + "testConnection", engine).statusCode())
                .isEqualTo(FORBIDDEN);
        assertThat(admin.get(TARGET_FORM + "testConnection?" + engine).statusCode())
                .as("by a link that somebody was made to follow")
                .isNotEqualTo(OK);
    }

    @Test
    void theLockOfAStackIsTakenAwayByAdministratorsOnly() throws Exception {
        admin.script("""
                def targets = jenkins.model.GlobalConfiguration.all().find { it.class.simpleName == 'SwarmTargets' }
                def target = targets.class.classLoader
                        .loadClass('io.jenkins.plugins.flaskbbswarm.jenkins.targets.SwarmTarget').newInstance('locks')
                target.host = '%s'
                target.hostCredentialsId = 'engine'
                targets.targets = [target]
                """.formatted(Lab.variable("LAB_TLS_ENGINE")));
        String path = FORMS + "targets.SwarmTargets/releaseLock";

        assertThat(admin.page("swarm-locks/")).contains("Release the lock", "value=\"locks\"");
        assertThat(admin.form(path, "target=locks&stack=inside").body())
                .contains("Nothing to do: the stack inside is not locked.");
        assertThat(admin.form(path, "target=nowhere&stack=inside").body()).contains("There is no swarm target");
        assertThat(reader.form(path, "target=locks&stack=inside").statusCode()).isEqualTo(FORBIDDEN);
        assertThat(reader.get("swarm-locks/").statusCode()).isEqualTo(FORBIDDEN);
        assertThat(admin.get(path + "?target=locks&stack=inside").statusCode())
                .as("by a link that somebody was made to follow")
                .isNotEqualTo(OK);
    }

    @ParameterizedTest
    @CsvSource({
        "''        , steps.DeployStep            , registryCredentialsId, registry",
        "job/team/ , steps.DeployStep            , registryCredentialsId, registry",
        "''        , steps.DeployStep            , hostCredentialsId    , engine",
        "''        , targets.SwarmTarget         , hostCredentialsId    , engine",
        "''        , targets.SwarmTarget         , keyPassphraseCredentialsId, greeter-password",
        "job/team/ , credentials.CredentialSecret, credentialsId        , team-password",
    })
    void onlyWhoMayConfigureSeesCredentials(String place, String form, String field, String id) throws Exception {
        String path =
                place + FORMS + form + "/fill" + Character.toUpperCase(field.charAt(0)) + field.substring(1) + "Items";

        assertThat(choices(admin, path, field)).contains(id, "mine");
        assertThat(choices(reader, path, field)).contains("mine").doesNotContain(id);
    }

    @Test
    void theNamesOfTargetsAreNotForEverybodyEither() throws Exception {
        admin.script("""
                def targets = jenkins.model.GlobalConfiguration.all().find { it.class.simpleName == 'SwarmTargets' }
                def target = targets.class.classLoader
                        .loadClass('io.jenkins.plugins.flaskbbswarm.jenkins.targets.SwarmTarget').newInstance('production')
                targets.targets = [target]
                """);

        assertThat(choices(admin, STEP_FORM + "fillTargetItems", "target")).contains("production");
        assertThat(choices(reader, STEP_FORM + "fillTargetItems", "target")).doesNotContain("production");
    }

    private static String choices(Rest user, String path, String field) throws IOException, InterruptedException {
        HttpResponse<String> answer = user.form(path, field + "=mine");
        assertThat(answer.statusCode()).as("%s", answer.body()).isEqualTo(OK);
        return answer.body();
    }

    private static Rest.Build run(String job, String script) throws IOException, InterruptedException {
        String[] path = job.split("/job/");
        String parent =
                path.length == 1 ? "jenkins.model.Jenkins.get()" : "jenkins.model.Jenkins.get().getItem('team')";
        String name = path[path.length - 1];
        admin.script("""
                def parent = %1$s
                def job = parent.getItem('%2$s')
                    ?: parent.createProject(org.jenkinsci.plugins.workflow.job.WorkflowJob, '%2$s')
                job.definition = new org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition('''%3$s''', true)
                """.formatted(parent, name, script.replace("'", "\\'")));
        return admin.run(job);
    }

    private static String release(String stack, String credential, String more) {
        return """
                node {
                    git url: 'file://%s', branch: 'main'
                    swarmDeploy stack: '%s', files: ['examples/any-stack/stack.yml'],
                        variables: [IMAGE: '%4$s/busybox:1', GREETING: 'hello'],
                        registry: [address: '%4$s', credentialsId: 'registry'],
                        secrets: [greeter_password: credential('%3$s')]%5$s
                }
                """.formatted(repository.folder(), stack, credential, Lab.variable("LAB_REGISTRY"), more);
    }

    private static String declarative(String stack) {
        return """
                pipeline {
                    agent any
                    stages {
                        stage('Deploy') {
                            steps {
                                flaskbbSwarmDeploy(stack: '%s', files: ['examples/any-stack/stack.yml'],
                                    variables: [IMAGE: '%3$s/busybox:1', GREETING: "from ${env.BRANCH_NAME}"],
                                    registry: [address: '%3$s', credentialsId: 'registry'],
                                    secrets: [greeter_password: credential('%2$s')])
                            }
                        }
                    }
                }
                """.formatted(stack, "greeter-password", Lab.variable("LAB_REGISTRY"));
    }
}
