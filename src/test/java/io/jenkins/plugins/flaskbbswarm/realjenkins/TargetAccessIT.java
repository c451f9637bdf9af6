package io.jenkins.plugins.flaskbbswarm.realjenkins;

import io.jenkins.plugins.flaskbbswarm.cli.Canaries;
import io.jenkins.plugins.flaskbbswarm.cli.Swarm;
import io.jenkins.plugins.flaskbbswarm.lab.Lab;
import io.jenkins.plugins.flaskbbswarm.lab.RequiresLab;
import io.jenkins.plugins.flaskbbswarm.lab.Sshd;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an author of jobs gets of the targets of others, and of the controller. The target "team" is for the folder
 * "team", its credentials have the scope System.
 */
@RequiresJenkins
@RequiresLab
class TargetAccessIT {
    private static final String USERS = """
            import hudson.security.*
            import org.jenkinsci.plugins.matrixauth.*
            def jenkins = jenkins.model.Jenkins.get()
            def realm = new HudsonPrivateSecurityRealm(false, false, null)
            ['admin', 'author', 'deployer'].each { realm.createAccount(it, it + '-of-the-test') }
            jenkins.securityRealm = realm
            def may = new GlobalMatrixAuthorizationStrategy()
            def user = { new PermissionEntry(AuthorizationType.USER, it) }
            may.add(jenkins.model.Jenkins.ADMINISTER, user('admin'))
            ['author', 'deployer'].each { name ->
                [jenkins.model.Jenkins.READ, hudson.model.Item.READ, hudson.model.Item.BUILD,
                    hudson.model.Item.CONFIGURE].each { may.add(it, user(name)) }
            }
            may.add(Permission.fromId('io.jenkins.plugins.flaskbbswarm.jenkins.targets.SwarmPermissions.Deploy'),
                user('deployer'))
            jenkins.authorizationStrategy = may
            jenkins.save()
            """;
    /** A build of a job as-author runs as the author; all others as SYSTEM. */
    private static final String SOME_BUILDS_RUN_AS_USERS = """
            jenkins.security.QueueItemAuthenticatorConfiguration.get().authenticators.add(
                new jenkins.security.QueueItemAuthenticator() {
                    org.springframework.security.core.Authentication authenticate2(hudson.model.Queue.Task task) {
                        task.name.startsWith('as-')
                            ? hudson.model.User.getById(task.name - 'as-', false).impersonate2()
                            : hudson.security.ACL.SYSTEM2
                    }
                })
            """;

    private static final String TARGET = """
            ['team', 'other'].each {
                jenkins.model.Jenkins.get().createProject(com.cloudbees.hudson.plugins.folder.Folder, it) }
            def targets = SETTINGS
            def target = targets.class.classLoader
                    .loadClass('io.jenkins.plugins.flaskbbswarm.jenkins.targets.SwarmTarget').newInstance('team')
            target.folders = 'team'
            target.host = 'ENGINE'
            target.hostCredentialsId = 'engine'
            target.registry = 'REGISTRY'
            target.registryCredentialsId = 'registry'
            targets.targets = [target]
            """;
    private static final String FORM =
            "descriptorByName/io.jenkins.plugins.flaskbbswarm.jenkins.steps.DeployStep/fillTargetItems";
    private static final Canaries CANARIES = new Canaries();

    private static RealJenkins jenkins;
    private static Rest admin;
    private static Repository repository;
    private static Swarm swarm;
    private static Path folder;

    @BeforeAll
    static void boot(Bench bench) throws Exception {
        swarm = bench.swarmWithout(List.of("target-access"));
        repository = bench.repository();
        folder = Files.createDirectory(bench.folder().resolve("sshd"));
        jenkins = bench.jenkins()
                .withLocalRepositories()
                .atStart("users.groovy", USERS)
                .start();
        admin = new Rest(jenkins.address(), "admin", "admin-of-the-test");
        CredentialStore store = CredentialStore.ofController(admin, CANARIES);
        store.login("registry", Lab.variable("LAB_REGISTRY_USER"), Lab.variable("LAB_REGISTRY_PASSWORD"));
        store.dockerServer(
                "engine",
                Path.of(Lab.variable("LAB_TLS_KEY")),
                Path.of(Lab.variable("LAB_TLS_CERTIFICATE")),
                Path.of(Lab.variable("LAB_TLS_CA")));
        admin.script(TARGET.replace("SETTINGS", Targets.SETTINGS)
                .replace("ENGINE", Lab.variable("LAB_TLS_ENGINE"))
                .replace("REGISTRY", Lab.variable("LAB_REGISTRY")));
        admin.script(SOME_BUILDS_RUN_AS_USERS);
    }

    @Test
    void theTeamDeploysWithCredentialsThatNoJobCanRead() throws Exception {
        succeeds("team/job/deploys", """
                node {
                    git url: 'file://%s', branch: 'main'
                    swarmDeploy stack: 'target-access', files: ['examples/any-stack/stack.yml'], target: 'team',
                        variables: [IMAGE: '%s/busybox:1', GREETING: 'hello'], secrets: [greeter_password: generate()]
                }
                """.formatted(repository.folder(), Lab.variable("LAB_REGISTRY")));
        assertThat(swarm.tasks("target-access_web")).hasSize(2);

        succeeds("team/job/as-deployer", "swarmDiagnose stack: 'target-access', target: 'team'");
        succeeds("team/job/rolls-back", "swarmRollback stack: 'target-access', release: 1, target: 'team'");
        CANARIES.assertNotIn(jenkins.filesBesidesPrograms());
    }

    /** Most are outside of any node, so that it is the controller that would connect. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            other/job/step   | swarmDiagnose stack: 'x', target: 'team'                             | There is no swarm target 'team' for the job other/step; it may use none
            root             | swarmRemove stack: 'x', target: 'team'                               | There is no swarm target 'team' for the job root; it may use none
            other/job/block  | withSwarm(target: 'team') { swarmUnlock stack: 'x' }                 | There is no swarm target 'team' for the job other/block
            other/job/node   | node { swarmPlan stack: 'x', files: ['y'], target: 'team' }          | There is no swarm target 'team' for the job other/node
            other/job/sweep  | node { swarmPreviewSweep target: 'team' }                            | There is no swarm target 'team' for the job other/sweep
            team/job/as-author | swarmDiagnose stack: 'x', target: 'team'                           | lacks the permission Swarm/Deploy on the job team/as-author
            other/job/tcp    | swarmDiagnose stack: 'x', host: 'tcp://127.0.0.1:1'                  | so the controller itself would connect to tcp://127.0.0.1:1
            other/job/ssh    | withSwarm(host: 'ssh://root@127.0.0.1') { swarmRemove stack: 'x' }   | so the controller itself would connect to ssh://root@127.0.0.1
            team/job/host    | swarmDiagnose stack: 'x', target: 'team', host: 'tcp://127.0.0.1:1'  | so the controller itself would connect to tcp://127.0.0.1:1
            team/job/engine  | node { swarmDiagnose stack: 'x', host: 'tcp://127.0.0.1:1', hostCredentialsId: 'engine' } | There is no credential 'engine' that this job may use
            team/job/address | node { FILE; swarmPlan stack: 'x', files: ['s.yml'], target: 'team', registry: [address: 'evil.example'] } | The login of the swarm target 'team' is for
            team/job/set     | node { FILE; swarmPlan stack: 'x', files: ['s.yml'], target: 'team', set: ['registry.address': 'evil.example'] } | The login of the swarm target 'team' is for
            team/job/secret  | node { FILE; swarmPlan stack: 'x', files: ['s.yml'], target: 'team', secrets: [a: credential('registry')] } | There is no credential 'registry' that this job may use
            """)
    void anAuthorWithoutRightsGetsNothing(String job, String script, String sentence) throws Exception {
        fails(job, script.replace("FILE", "writeFile file: 's.yml', text: 'services: {a: {image: b}}'"), sentence);
    }

    @Test
    void formsShowTheTargetsOfTheirFolder() throws Exception {
        Rest author = new Rest(jenkins.address(), "author", "author-of-the-test");

        assertThat(author.form("job/team/" + FORM, "target=").body()).contains("team");
        assertThat(author.form("job/other/" + FORM, "target=").body()).doesNotContain("team");
    }

    @Test
    void anEngineOverSshIsReachedWithTheTargetsKeyAndOnlyIfItIsTheOneThatIsKnown() throws Exception {
        try (Sshd server = Sshd.start(folder)) {
            String key = server.key("key", "its passphrase");
            CredentialStore.ofController(admin, CANARIES).sshKey("ssh", Sshd.user(), key, "its passphrase");
            String where = "host = '" + server.address() + "'; hostCredentialsId = 'ssh'";
            String hosts = "knownHosts = '" + server.knownHosts().strip() + "'";
            admin.script(Targets.adding("by-ssh", where, hosts));
            String former = "knownHosts = '" + server.knownByAnotherKey().strip() + "'";
            admin.script(Targets.adding("set-up-anew", where, former));

            String answer = "There is no stack x on this swarm";
            fails("ssh-controller", "swarmDiagnose stack: 'x', target: 'by-ssh'", answer);
            fails("ssh-node", "node { withSwarm(target: 'by-ssh') { swarmDiagnose stack: 'x' } }", answer);
            fails(
                    "ssh-former",
                    "swarmDiagnose stack: 'x', target: 'set-up-anew'",
                    "is another than the one in the known hosts of");
            fails(
                    "ssh-job",
                    "node { swarmDiagnose stack: 'x', host: '" + server.address() + "', hostCredentialsId: 'ssh' }",
                    "There is no credential 'ssh' that this job may use");
            assertThat(connectionTest(server.address(), server.knownHosts())).contains("a manager of a swarm");
            assertThat(connectionTest(server.address(), "a ssh-rsa AAAA"))
                    .contains("is not in the known hosts of the target");
        }
        CANARIES.assertNotIn(jenkins.filesBesidesPrograms());
    }

    private static String connectionTest(String host, String knownHosts) throws IOException, InterruptedException {
        return admin.form(
                        "descriptorByName/io.jenkins.plugins.flaskbbswarm.jenkins.targets.SwarmTarget/testConnection",
                        "hostCredentialsId=ssh&host=" + encoded(host) + "&knownHosts=" + encoded(knownHosts))
                .body();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static void fails(String job, String script, String sentence) throws IOException, InterruptedException {
        Rest.Build build = run(job, script);
        assertThat(build.result()).as("%s", build).isEqualTo("FAILURE");
        assertThat(build.log()).contains("ERROR: ", sentence).doesNotContain("\tat ");
    }

    private static void succeeds(String job, String script) throws IOException, InterruptedException {
        Rest.Build build = run(job, script);
        assertThat(build.result()).as("%s", build).isEqualTo("SUCCESS");
    }

    private static Rest.Build run(String job, String script) throws IOException, InterruptedException {
        String[] path = job.split("/job/");
        String folder = path.length == 1 ? "" : ".getItem('" + path[0] + "')";
        admin.script("""
                def job = jenkins.model.Jenkins.get()%s
                        .createProject(org.jenkinsci.plugins.workflow.job.WorkflowJob, '%s')
                job.definition = new org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition('''%s''', true)
                """.formatted(folder, path[path.length - 1], script.replace("'", "\\'")));
        return admin.run(job);
    }
}
