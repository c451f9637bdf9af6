package io.jenkins.plugins.flaskbbswarm.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.lab.Lab;
import io.jenkins.plugins.flaskbbswarm.lab.RequiresLab;
import io.jenkins.plugins.flaskbbswarm.lab.Trickle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** The main job on the real FlaskBB, told in order: from source to a forum in which people write, and what comes after. */
@RequiresLab
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FlaskbbIT {
    private static final String APP = "flaskbb_flaskbb-app";
    private static final String CELERY = "flaskbb_flaskbb-celery";
    private static final String NGINX = "flaskbb_flaskbb-nginx";
    private static final List<String> SERVICES = List.of(APP, CELERY, NGINX);
    private static final List<String> GIVEN = List.of(
            "LAB_REGISTRY",
            "LAB_REGISTRY_PASSWORD",
            "LAB_ADDRESS",
            "LAB_DEBIAN",
            "FLASKBB_POSTGRES",
            "FLASKBB_REDIS",
            "FLASKBB_ADMIN_PASSWORD");

    /** Where the sources stand that are changed later: a copy of the project's folders. */
    @TempDir
    private static Path project;

    /** Other in each run, since the laboratory keeps its database. */
    private static final String VISITOR = "visitor" + System.currentTimeMillis() % 1_000_000_000;

    private static final Duration VISITORS_PATIENCE = Duration.ofSeconds(60);

    private static final String WORDS = "The words of " + VISITOR;

    private static Swarm swarm;
    private static URI topic = URI.create("");

    @BeforeAll
    static void begin() throws Exception {
        Files.createDirectories(project.resolve("src/lab"));
        Cli.copy(Path.of("src/lab/flaskbb"), project.resolve("src/lab/flaskbb"));
        Files.createDirectories(project.resolve("resources"));
        Cli.copy(Path.of("resources/flaskbb"), project.resolve("resources/flaskbb"));
        swarm = Swarm.ofTheLab();
        swarm.remove("flaskbb");
    }

    @AfterAll
    static void end() throws Exception {
        swarm.remove("flaskbb");
        swarm.close();
    }

    @Test
    @Order(1)
    void oneCommandLeadsFromSourceToAForumThatAnswers() throws Exception {
        Cli.Run run = deploy();

        assertThat(run.exit()).as("exit code of %s", run).isZero();
        assertThat(run.out()).contains("flaskbb_migration-1 | db-upgrade: done");
        assertThat(run.lastLine()).isEqualTo(forum().address().toString());
        Browser.Page page = forum().open();
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("<title>", "FlaskBB");
        assertThat(swarm.tasks(APP)).hasSize(3);
        assertThat(swarm.tasks(CELERY)).hasSize(1);
        assertThat(swarm.tasks(NGINX)).hasSize(1);
    }

    @Test
    @Order(2)
    void aPersonRegistersLogsInAndWrites() throws Exception {
        forum().register(VISITOR);
        Browser.Page home = forum().logIn(VISITOR);
        assertThat(home.body()).contains(VISITOR);

        Browser.Page written = Forum.openTopic(home, "Hello of " + VISITOR, WORDS);
        assertThat(written.status()).isEqualTo(200);
        topic = written.address();
        assertThat(forum().open(topic).body()).contains("Hello of " + VISITOR, WORDS);
    }

    @Test
    @Order(3)
    void aFormWithoutItsTokenIsRefused() throws Exception {
        Browser.Page answer = forum().open(forum().address().resolve("/auth/login"))
                .form("login")
                .fill("csrf_token", "")
                .fill("login", VISITOR)
                .fill("password", Forum.password(VISITOR))
                .submit();
        assertThat(answer.body()).doesNotContain("/auth/logout");
    }

    @Test
    @Order(4)
    void aCeleryWorkerAnswersAPing() throws Exception {
        String app = swarm.containers(APP).get(0);
        assertThat(Docker.run(
                        "exec", app, "/opt/launch/launch", "flaskbb", "celery", "inspect", "--timeout", "30", "ping"))
                .contains("pong", "1 node online");
    }

    @Test
    @Order(5)
    void nothingRunsAsRoot() throws Exception {
        for (String service : SERVICES) {
            for (String container : swarm.containers(service)) {
                List<String> users = Docker.run("top", container, "-eo", "uid,pid,args")
                        .lines()
                        .skip(1)
                        .toList();
                assertThat(users).isNotEmpty().noneMatch(process -> process.strip()
                        .startsWith("0 "));
            }
        }
    }

    @Test
    @Order(6)
    void whenNothingChangedNothingIsDone() throws Exception {
        SortedMap<String, JsonNode> before = swarm.everything();
        SortedSet<String> images = swarm.images();
        Map<String, SortedSet<String>> tasks = tasks();

        Cli.Run run = deploy();

        assertThat(run.exit()).as("exit code of %s", run).isZero();
        assertThat(run.out())
                .contains("unchanged: nothing built", "unchanged: nothing pushed")
                .contains("Nothing to do: flaskbb runs as release 1 says.");
        assertThat(run.lastLine()).isEqualTo(forum().address().toString());
        assertThat(swarm.everything()).isEqualTo(before);
        assertThat(swarm.images()).isEqualTo(images);
        assertThat(tasks()).isEqualTo(tasks);
    }

    @Test
    @Order(7)
    void aChangedConfigReachesItsUsersWhileVisitorsNoticeNothing() throws Exception {
        Map<String, SortedSet<String>> tasks = tasks();
        Set<String> versions = versionsOf("flaskbb-app");
        Files.writeString(
                project.resolve("resources/flaskbb/flaskbb.cfg"),
                "\n# A comment, and so another version.\n",
                StandardOpenOption.APPEND);

        Cli.Run run;
        Trickle visitor = Trickle.of(forum().address(), VISITORS_PATIENCE);
        try (visitor) {
            run = deploy("--set", "keep=1");
        }

        assertThat(run.exit()).as("exit code of %s", run).isZero();
        assertThat(visitor.failures()).as("of %d requests", visitor.asked()).isEmpty();
        assertThat(visitor.asked()).isGreaterThan(10);
        assertThat(run.out()).doesNotContain(NGINX + ": updated");
        assertThat(swarm.tasks(NGINX)).isEqualTo(tasks.get(NGINX));
        assertThat(swarm.tasks(APP)).hasSize(3).doesNotContainAnyElementsOf(tasks.get(APP));
        assertThat(swarm.tasks(CELERY)).hasSize(1).doesNotContainAnyElementsOf(tasks.get(CELERY));
        assertThat(versionsOf("flaskbb-app")).hasSize(1).doesNotContainAnyElementsOf(versions);
        assertThat(forum().open(topic).body()).contains(WORDS);
    }

    private static Cli.Run deploy(String... more) throws IOException, InterruptedException {
        Map<String, String> environment = new TreeMap<>();
        GIVEN.forEach(name -> environment.put(name, Lab.variable(name)));
        String[] arguments = Stream.concat(Stream.of("deploy", "-f", "src/lab/flaskbb/deploy.yml"), Stream.of(more))
                .toArray(String[]::new);
        return Cli.in(project).with(environment).run(arguments);
    }

    private static Forum forum() {
        return Forum.at(URI.create("http://" + Lab.variable("LAB_ADDRESS") + "/"));
    }

    private static Map<String, SortedSet<String>> tasks() throws InterruptedException {
        Map<String, SortedSet<String>> tasks = new TreeMap<>();
        for (String service : SERVICES) {
            tasks.put(service, swarm.tasks(service));
        }
        return tasks;
    }

    private static Set<String> versionsOf(String config) throws InterruptedException {
        Set<String> versions = new TreeSet<>(swarm.namesOf("flaskbb"));
        versions.removeIf(name -> !name.startsWith("config flaskbb_" + config + "-"));
        return versions;
    }
}
