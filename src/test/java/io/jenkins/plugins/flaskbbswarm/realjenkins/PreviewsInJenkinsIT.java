package io.jenkins.plugins.flaskbbswarm.realjenkins;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.cli.Canaries;
import io.jenkins.plugins.flaskbbswarm.cli.Swarm;
import io.jenkins.plugins.flaskbbswarm.lab.Lab;
import io.jenkins.plugins.flaskbbswarm.lab.RequiresLab;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;

import static org.assertj.core.api.Assertions.assertThat;

/** Previews of branches: made by builds, shown to those who may read their jobs, and ended when these are gone. In order. */
@RequiresJenkins
@RequiresLab
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PreviewsInJenkinsIT {
    private static final List<String> STACKS = List.of("site-pr-12", "site-pr-13", "site-pr-14", "site-pr-15");
    private static final List<String> MADE = STACKS.subList(0, 3);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final String USERS = """
            import hudson.security.*
            import org.jenkinsci.plugins.matrixauth.*
            def jenkins = jenkins.model.Jenkins.get()
            def realm = new HudsonPrivateSecurityRealm(false, false, null)
            ['admin', 'reader', 'outsider'].each { realm.createAccount(it, it + '-of-the-test') }
            jenkins.securityRealm = realm
            def may = new GlobalMatrixAuthorizationStrategy()
            def user = { new PermissionEntry(AuthorizationType.USER, it) }
            may.add(jenkins.model.Jenkins.ADMINISTER, user('admin'))
            may.add(jenkins.model.Jenkins.READ, user('reader'))
            may.add(hudson.model.Item.READ, user('reader'))
            may.add(jenkins.model.Jenkins.READ, user('outsider'))
            jenkins.authorizationStrategy = may
            jenkins.save()
            """;
    private static final String DEPLOY = """
            stack: site
            registry: {address: "REGISTRY", credential: registry}
            files: [stack.yml]
            rollout: {monitor: 100ms, deadline: 2m}
            preview:
              repository: team/site
              name: "site-pr-${PR}"
              host: "pr-${PR}.bb.example.org"
              policy: {images: ["*"], placement: [node.role == manager]}
            """;
    private static final String STACK = """
            version: "3.8"
            services:
              site:
                image: REGISTRY/busybox:1
                command: [sleep, "1000"]
                stop_grace_period: 0s
                deploy:
                  endpoint_mode: dnsrr
                  resources: {reservations: {cpus: "0.01", memory: 8M}}
            """;
    private static final String JENKINSFILE = """
            node {
                git url: 'file://REPOSITORY', branch: 'main'
                swarmPreview config: 'preview/deploy.yml', pullRequest: PULL_REQUEST
            }
            """;
    private static final String SWEEP = """
            node {
                git url: 'file://REPOSITORY', branch: 'main'
                def swept = swarmPreviewSweep config: 'preview/deploy.yml', open: '12,13', grace: 0
                echo "swept: ${swept.removed}"
            }
            """;

    /** Of a fork: the text that counts comes from elsewhere than its checkout. */
    private static final String OF_STRANGERS = """
            node {
                git url: 'file://REPOSITORY', branch: 'main'
                def ours = readFile 'preview/deploy.yml'
                writeFile file: 'preview/deploy.yml', text: 'stack: production'
                withEnv(['CHANGE_FORK=stranger']) {
                    try {
                        swarmPreview config: 'preview/deploy.yml', pullRequest: '15'
                    } catch (refused) {
                        echo "refused: ${refused.message}"
                    }
                    swarmPreview config: 'preview/deploy.yml', configText: ours, pullRequest: '15'
                }
            }
            """;

    private static final Canaries CANARIES = new Canaries();

    private static RealJenkins jenkins;
    private static Rest admin;
    private static Repository repository;
    private static Swarm swarm;

    @BeforeAll
    static void boot(Bench bench) throws Exception {
        swarm = bench.swarmWithout(STACKS);
        repository = bench.repository();
        java.nio.file.Files.createDirectories(repository.folder().resolve("preview"));
        repository.add("preview/deploy.yml", DEPLOY.replace("REGISTRY", Lab.variable("LAB_REGISTRY")));
        repository.add("preview/stack.yml", STACK.replace("REGISTRY", Lab.variable("LAB_REGISTRY")));
        repository.add("Jenkinsfile", script(JENKINSFILE, "env.BRANCH_NAME - 'pr-'"));
        jenkins = bench.jenkins()
                .with("DOCKER_HOST", Lab.engine())
                .withLocalRepositories()
                .atStart("users.groovy", USERS)
                .start();
        admin = user("admin");
        CredentialStore.ofAll(admin, CANARIES)
                .login("registry", Lab.variable("LAB_REGISTRY_USER"), Lab.variable("LAB_REGISTRY_PASSWORD"));
    }

    private static Rest user(String name) {
        return new Rest(jenkins.address(), name, name + "-of-the-test");
    }

    private static String script(String text, String pullRequest) {
        return text.replace("REPOSITORY", repository.folder().toString()).replace("PULL_REQUEST", pullRequest);
    }

    @Test
    @Order(1)
    void branchesAndJobsGetPreviews() throws Exception {
        repository.branch("pr-12");
        repository.branch("pr-13");
        admin.script("""
                def made = jenkins.model.Jenkins.get().createProject(
                        org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject, 'site')
                def source = new jenkins.plugins.git.GitSCMSource('file://%s')
                source.traits = [new jenkins.plugins.git.traits.BranchDiscoveryTrait(),
                        new jenkins.scm.impl.trait.WildcardSCMHeadFilterTrait('pr-*', '')]
                made.sourcesList.add(new jenkins.branch.BranchSource(source))
                made.scheduleBuild2(0)
                """.formatted(repository.folder()));
        pipeline("single", script(JENKINSFILE, "'14'"));

        for (String job : List.of("site/job/pr-12", "site/job/pr-13")) {
            Rest.Build build = admin.await(job, 1);
            assertThat(build.result()).as("%s", build).isEqualTo("SUCCESS");
        }
        Rest.Build single = admin.run("single");
        assertThat(single.result()).as("%s", single).isEqualTo("SUCCESS");
        for (String stack : MADE) {
            assertThat(swarm.tasks(stack + "_site")).hasSize(1);
        }
    }

    @Test
    @Order(2)
    void theyAreListedForThoseWhoMayReadTheirJobs() throws Exception {
        JsonNode all = user("reader").json("swarm-previews/api/json").path("previews");

        assertThat(stacks(all)).containsExactlyElementsOf(MADE);
        JsonNode first = all.get(0);
        assertThat(first.path("address").asText()).isEqualTo("http://pr-12.bb.example.org/");
        assertThat(first.path("job").asText()).isEqualTo("site/pr-12");
        assertThat(first.path("state").asText()).isEqualTo("READY");
        assertThat(first.path("services").asInt()).isEqualTo(1);
        assertThat(first.path("tasks").asInt()).isEqualTo(1);
        Instant created = Instant.parse(first.path("created").asText());
        assertThat(Instant.parse(first.path("expires").asText())).isEqualTo(created.plus(Duration.ofHours(72)));
        assertThat(user("reader").page("swarm-previews/"))
                .contains(
                        "site-pr-12",
                        "http://pr-12.bb.example.org/",
                        "1 service, 1 task",
                        "0.01 CPUs and 8 MiB",
                        "in 2 days");
        assertThat(user("reader").page("")).contains("swarm-previews");

        assertThat(user("outsider").json("swarm-previews/api/json").path("previews"))
                .isEmpty();
        assertThat(user("outsider").page("swarm-previews/")).doesNotContain("site-pr-12", "pr-12.bb.example.org");
        assertThat(user("outsider").page("")).doesNotContain("swarm-previews");
    }

    @Test
    @Order(3)
    void aPreviewEndsWithItsBranch() throws Exception {
        repository.removeBranch("pr-12");
        admin.script("jenkins.model.Jenkins.get().getItem('site').scheduleBuild2(0)");
        awaitEndOf("site-pr-12");
        assertThat(swarm.tasks("site-pr-13_site")).hasSize(1);
    }

    @Test
    @Order(4)
    void aPreviewEndsWithItsJob() throws Exception {
        pipeline("other", script(JENKINSFILE, "'12'"));
        assertThat(admin.run("other").result()).isEqualTo("SUCCESS");
        admin.script("jenkins.model.Jenkins.get().getItem('other').delete()");
        awaitEndOf("site-pr-12");
    }

    @Test
    @Order(5)
    void theSweepStepRemovesThoseThatAreNotOpen() throws Exception {
        pipeline("sweep", script(SWEEP, ""));
        Rest.Build build = admin.run("sweep");

        assertThat(build.result()).as("%s", build).isEqualTo("SUCCESS");
        assertThat(build.log())
                .contains("Removed: site-pr-14, since its pull request is closed.")
                .contains("swept: [site-pr-14]");
        assertThat(swarm.namesOf("site-pr-14")).isEmpty();
        assertThat(swarm.tasks("site-pr-13_site")).hasSize(1);
        CANARIES.assertNotIn(jenkins.filesBesidesPrograms());
    }

    @Test
    @Order(6)
    void aStrangersDeployFileIsNotRead() throws Exception {
        pipeline("strangers", script(OF_STRANGERS, ""));

        Rest.Build build = admin.run("strangers");

        assertThat(build.result()).as("%s", build).isEqualTo("SUCCESS");
        assertThat(build.log())
                .contains("refused: preview/deploy.yml comes from the checkout of a change whose author is not trusted")
                .contains("add configText: readTrusted('preview/deploy.yml') to this step");
        assertThat(swarm.tasks("site-pr-15_site")).hasSize(1);
    }

    private static void pipeline(String name, String script) throws Exception {
        admin.script("""
                def job = jenkins.model.Jenkins.get().createProject(
                        org.jenkinsci.plugins.workflow.job.WorkflowJob, '%s')
                job.definition = new org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition('''%s''', true)
                """.formatted(name, script.replace("'", "\\'")));
    }

    private static List<String> stacks(JsonNode previews) {
        return StreamSupport.stream(previews.spliterator(), false)
                .map(preview -> preview.path("stack").asText())
                .toList();
    }

    /** Nothing of it is left, and the page does not list it. */
    private static void awaitEndOf(String stack) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        while (!swarm.namesOf(stack).isEmpty()
                || stacks(admin.json("swarm-previews/api/json").path("previews"))
                        .contains(stack)) {
            assertThat(Instant.now())
                    .as(() -> stack + " ends by itself:\n" + log())
                    .isBefore(end);
            Thread.sleep(250);
        }
    }

    private static String log() {
        try {
            return jenkins.logText();
        } catch (java.io.IOException e) {
            return e.toString();
        }
    }
}
