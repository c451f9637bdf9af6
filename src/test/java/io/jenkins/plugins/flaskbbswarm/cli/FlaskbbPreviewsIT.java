package io.jenkins.plugins.flaskbbswarm.cli;

import io.jenkins.plugins.flaskbbswarm.engine.Filters;
import io.jenkins.plugins.flaskbbswarm.engine.RegistryAuth;
import io.jenkins.plugins.flaskbbswarm.engine.RegistryLogins;
import io.jenkins.plugins.flaskbbswarm.images.RegistryTags;
import io.jenkins.plugins.flaskbbswarm.images.TrustedCa;
import io.jenkins.plugins.flaskbbswarm.lab.Lab;
import io.jenkins.plugins.flaskbbswarm.lab.RequiresLab;
import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Previews of the real FlaskBB side by side, each with its own data; what dies half-way, and that nothing is left. */
@RequiresLab
class FlaskbbPreviewsIT {
    private static final String FILE = "src/test/resources/preview/flaskbb/deploy.yml";
    private static final List<Integer> FIVE = List.of(1, 2, 3, 4, 5);
    private static final int CLOSED = 6;
    private static final int KILLED = 7;
    private static final List<String> KINDS =
            List.of("services", "networks", "secrets", "configs", "volumes", "databases", "roles", "redis databases");
    private static final List<String> GIVEN = List.of(
            "LAB_ADDRESS",
            "LAB_DEBIAN",
            "LAB_REGISTRY_CA",
            "FLASKBB_POSTGRES",
            "FLASKBB_REDIS",
            "PREVIEW_POSTGRES_ADMIN");

    private static Swarm swarm;
    private static ExecutorService threads;

    @BeforeAll
    static void begin() throws Exception {
        swarm = Swarm.ofTheLab();
        threads = Executors.newCachedThreadPool();
        sweep("");
    }

    @AfterAll
    static void end() throws Exception {
        threads.shutdownNow();
        sweep("");
        swarm.close();
    }

    @Test
    void fiveSideBySideOneClosedOneKilledAndNothingIsLeft() throws Exception {
        Inventory before = Inventory.take(swarm);

        // It builds what the others find. (What builds at once come to, BuildsAtOnceLabTest looks at.)
        checkIsUp(up(FIVE.get(0)));
        Future<Cli.Run> closed = threads.submit(() -> up(CLOSED));
        Future<Cli.Run> close = threads.submit(() -> {
            awaitService("flaskbb-pr-" + CLOSED + "_migration-1");
            return preview("down", "--pr", Integer.toString(CLOSED));
        });
        Future<Cli.Run> killed = threads.submit(() -> cli().watchedBy(FlaskbbPreviewsIT::killInTheMiddle)
                .run("preview", "up", "-f", FILE, "--pr", Integer.toString(KILLED)));
        all(FIVE.subList(1, 5), FlaskbbPreviewsIT::up).forEach(FlaskbbPreviewsIT::checkIsUp);
        assertThat(images()).as("images of the same sources").hasSize(2);
        assertThat(close.get().exit()).as("exit code of %s", close.get()).isZero();
        assertThat(closed.get().exit()).as("exit code of %s", closed.get()).isEqualTo(1);
        assertThat(closed.get().said()).contains("was closed while it was being made; nothing of it is left");
        assertThat(killed.get().exit()).as("exit code of %s", killed.get()).isEqualTo(128 + 9);
        Inventory during = Inventory.take(swarm);
        assertThat(during.beyond(before, List.of("databases", "roles"))).isEqualTo(Map.of("databases", 6, "roles", 6));

        all(FIVE, FlaskbbPreviewsIT::write);
        all(FIVE, FlaskbbPreviewsIT::checkThatItHasItsOwnAndNothingElse);

        Cli.Run swept = sweep("1,2,3,4,5");
        assertThat(swept.exit()).as("exit code of %s", swept).isZero();
        assertThat(swept.out()).contains("Removed: flaskbb-pr-7, since its creation did not finish.");
        all(FIVE, FlaskbbPreviewsIT::checkThatItHasItsOwnAndNothingElse);

        Cli.Run last = sweep("");
        assertThat(last.exit()).as("exit code of %s", last).isZero();
        assertThat(last.out().lines().filter(line -> line.startsWith("Removed: ")))
                .hasSize(5);
        Inventory after = Inventory.take(swarm);
        assertThat(after.beyond(before, KINDS).values()).containsOnly(0);
        assertThat(after).isEqualTo(before);
        assertThat(tags()).noneMatch(tag -> tag.startsWith("pr-"));
    }

    private static void checkIsUp(Cli.Run run) {
        assertThat(run.exit()).as("exit code of %s", run).isZero();
    }

    /** When it has its database, and is about to fill it. */
    private static void killInTheMiddle(Process process) {
        try {
            awaitService("flaskbb-pr-" + KILLED + "_migration-1");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static void awaitService(String name) throws Exception {
        Instant end = Instant.now().plus(Duration.ofMinutes(10));
        while (!swarm.everything().containsKey("service " + name)) {
            assertThat(Instant.now()).as("%s is made in time", name).isBefore(end);
            Thread.sleep(100);
        }
    }

    private static Void write(int number) throws Exception {
        forum(number).register(visitor(number));
        Browser.Page home = forum(number).logIn(visitor(number));
        assertThat(home.body()).contains("/auth/logout");
        Browser.Page written = Forum.openTopic(home, topic(number), "The words of " + visitor(number));
        assertThat(written.status()).isEqualTo(200);
        return null;
    }

    private static Void checkThatItHasItsOwnAndNothingElse(int number) throws Exception {
        Browser.Page page = forum(number).open();
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.address().getHost()).isEqualTo("pr-" + number + ".bb.example.org");
        assertThat(Forum.topics(page).body())
                .contains(topic(number))
                .doesNotContain(FIVE.stream()
                        .filter(other -> other != number)
                        .map(FlaskbbPreviewsIT::topic)
                        .toArray(String[]::new));
        assertThat(forum(number).logIn(visitor(number % FIVE.size() + 1)).body())
                .doesNotContain("/auth/logout");
        return null;
    }

    private static Forum forum(int number) {
        return Forum.named("pr-" + number + ".bb.example.org");
    }

    private static String visitor(int number) {
        return "visitor-of-" + number;
    }

    private static String topic(int number) {
        return "A topic in preview " + number;
    }

    private static Cli.Run up(int number) throws Exception {
        return preview("up", "--pr", Integer.toString(number));
    }

    private static Cli.Run sweep(String open) throws Exception {
        return preview("sweep", "--grace", "0", "--open=" + open);
    }

    private static Cli.Run preview(String command, String... options) throws Exception {
        return cli().run(Stream.concat(Stream.of("preview", command, "-f", FILE), Stream.of(options))
                .toArray(String[]::new));
    }

    private static Cli cli() {
        Map<String, String> environment = new TreeMap<>();
        GIVEN.forEach(name -> environment.put(name, Lab.variable(name)));
        return Cli.in(Path.of("").toAbsolutePath()).with(environment);
    }

    private interface Deed<T> {
        T on(int number) throws Exception;
    }

    /** Does the same to all, at the same time. */
    private static <T> List<T> all(List<Integer> numbers, Deed<T> deed) throws Exception {
        List<Callable<T>> deeds = new ArrayList<>();
        numbers.forEach(number -> deeds.add(() -> deed.on(number)));
        List<T> results = new ArrayList<>();
        for (Future<T> done : threads.invokeAll(deeds)) {
            results.add(done.get());
        }
        return results;
    }

    /** What the services of the five run that are built here. */
    private static Set<String> images() throws Exception {
        return swarm.engine().services().list(Filters.none()).stream()
                .filter(service -> service.at("/Spec/Name").asText().matches("flaskbb-pr-[1-5]_.*"))
                .map(service ->
                        service.at("/Spec/TaskTemplate/ContainerSpec/Image").asText())
                .filter(image -> image.startsWith(Lab.variable("LAB_REGISTRY")))
                .map(image -> image.replaceFirst(":[^:/@]+@", "@"))
                .collect(Collectors.toSet());
    }

    private static List<String> tags() throws Exception {
        String registry = Lab.variable("LAB_REGISTRY");
        RegistryAuth login = new RegistryAuth(
                registry,
                Lab.variable("LAB_REGISTRY_USER"),
                Lab.variable("LAB_REGISTRY_PASSWORD").toCharArray());
        TrustedCa ca = TrustedCa.parse(Files.readString(Path.of(Lab.variable("LAB_REGISTRY_CA"))));
        RegistryTags tags = new RegistryTags(RegistryLogins.of(List.of(login)), Optional.of(ca));
        List<String> all = new ArrayList<>();
        for (String image : List.of("flaskbb-app", "flaskbb-nginx")) {
            all.addAll(tags.of(ImageReference.parse(registry + "/" + image)).keySet());
        }
        return all;
    }
}
