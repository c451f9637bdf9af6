package io.jenkins.plugins.flaskbbswarm.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.deploy.ImageResolutionPolicy;
import io.jenkins.plugins.flaskbbswarm.deploy.StackDeployOptions;
import io.jenkins.plugins.flaskbbswarm.deploy.StackDeployOptions.ReleaseMode;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.EngineAddress;
import io.jenkins.plugins.flaskbbswarm.engine.Filters;
import io.jenkins.plugins.flaskbbswarm.lab.EngineProxy;
import io.jenkins.plugins.flaskbbswarm.lab.Lab;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Deploys with us and with the docker CLI; see {@code src/bench/vs-docker}. */
final class VersusDocker {
    private static final int RUNS = Integer.getInteger("runs", 5);
    private static final int WARM_UP = Integer.getInteger("warmup", 50);
    private static final String CASES = System.getProperty("cases", "abcdegp");
    private static final String[] NEVER = {"--resolve-image", "never"};
    private static final StackDeployOptions WATCHED =
            new StackDeployOptions(ImageResolutionPolicy.NEVER, false, false, ReleaseMode.USUAL);
    private static final StackDeployOptions RESOLVED =
            new StackDeployOptions(ImageResolutionPolicy.ALWAYS, false, true, ReleaseMode.USUAL);

    private final String address = Lab.engine();
    private final Engine engine = Engine.connect(EngineAddress.parse(address));
    private final Path docker = login();

    private VersusDocker() throws Exception {}

    public static void main(String[] arguments) throws Exception {
        new VersusDocker().run();
        System.exit(0);
    }

    private void run() throws Exception {
        try (Contestants all = new Contestants(address, docker)) {
            all.remove();
            if (CASES.matches(".*[ab].*")) {
                runningServices(all);
            }
            if (CASES.contains("c")) {
                unchanged(all);
            }
            if (CASES.contains("d")) {
                oneChange(all);
            }
            if (CASES.contains("e")) {
                thousand(all);
            }
            if (CASES.contains("g")) {
                rollingUpdate(all);
            }
            if (CASES.contains("p")) {
                planning(all);
            }
        }
    }

    private void runningServices(Contestants all) throws Exception {
        BenchStack stack = new BenchStack(10, 1, Lab.variable("LAB_BUSYBOX"));
        all.file(stack.file(0));
        Contest first = new Contest("(a) first deploy of 10 services to converged", "docker --detach=false");
        Contest again = new Contest("(b) unchanged redeploy of 10 running services", "docker --detach=false");
        for (int run = 0; run < RUNS; run++) {
            first.note("docker --detach=false", all.docker("--detach=false", "--resolve-image", "never"));
            again.note("docker --detach=false", all.docker("--detach=false", "--resolve-image", "never"));
            all.remove();
            long start = System.nanoTime();
            all.docker("--detach=true", "--resolve-image", "never");
            awaitRunning(10);
            first.note("floor: docker detached, until all run", since(start));
            all.remove();
            first.note("ours, cold", all.cold(NEVER));
            again.note("ours, cold", all.cold(NEVER));
            all.remove();
            first.note("ours, warm", all.warm(WATCHED));
            all.warmUp(WATCHED, WARM_UP);
            again.note("ours, warm", all.warm(WATCHED));
            all.remove();
        }
        count(first, again, stack);
        first.print();
        again.print();
    }

    private void count(Contest first, Contest again, BenchStack stack) throws Exception {
        try (EngineProxy proxy = new EngineProxy();
                Contestants counted = new Contestants(proxy.address(), docker)) {
            counted.file(stack.file(0));
            proxy.takeRequests();
            counted.cold(NEVER);
            first.requests("ours, cold", counted(proxy));
            counted.cold(NEVER);
            again.requests("ours, cold", counted(proxy));
            counted.warm(WATCHED);
            again.requests("ours, warm", counted(proxy));
            counted.docker("--detach=false", "--resolve-image", "never");
            again.requests("docker --detach=false", counted(proxy));
            counted.remove();
        }
    }

    private void unchanged(Contestants all) throws Exception {
        all.file(new BenchStack(100, 0, Lab.variable("LAB_REGISTRY_BUSYBOX")).file(0));
        all.warm(RESOLVED);
        Contest contest = new Contest("(c) unchanged redeploy of 100 services, digests looked up", "docker, detached");
        for (int run = 0; run < RUNS; run++) {
            contest.note("docker, detached", dockerWithLogin(all));
            contest.note("ours, cold", all.cold("--with-registry-auth"));
            contest.note("ours, cold, the jar alone", all.jar(List.of(), "--with-registry-auth"));
            all.warmUp(RESOLVED, WARM_UP);
            contest.note("ours, warm", all.warm(RESOLVED));
        }
        try (EngineProxy proxy = new EngineProxy();
                Contestants counted = new Contestants(proxy.address(), docker)) {
            counted.file(all.file());
            proxy.takeRequests();
            counted.docker("--detach=true", "--with-registry-auth");
            contest.requests("docker, detached", counted(proxy));
            counted.cold("--with-registry-auth");
            contest.requests("ours, cold", counted(proxy));
            counted.warm(RESOLVED);
            contest.requests("ours, warm", counted(proxy));
        }
        contest.print();
        all.remove();
    }

    private Measured dockerWithLogin(Contestants all) throws Exception {
        return all.docker("--detach=true", "--with-registry-auth");
    }

    private void oneChange(Contestants all) throws Exception {
        BenchStack stack = new BenchStack(100, 0, Lab.variable("LAB_BUSYBOX"));
        Contest contest = new Contest("(d) one change among 100 services", "docker, detached");
        for (int run = 0; run < WARM_UP / 2; run++) {
            all.file(stack.file(run % 2));
            all.warm(WATCHED);
        }
        all.file(stack.file(0));
        all.warm(WATCHED);
        for (int run = 0; run < RUNS; run++) {
            all.file(stack.file(1));
            contest.note("docker, detached", all.docker("--detach=true", "--resolve-image", "never"));
            all.file(stack.file(0));
            contest.note("ours, cold, watched and recorded", all.cold(NEVER));
            all.file(stack.file(1));
            contest.note("ours, warm, watched and recorded", all.warm(WATCHED));
            all.file(stack.file(0));
            contest.note("ours, cold, detached", all.cold("--detach", "--resolve-image", "never"));
        }
        try (EngineProxy proxy = new EngineProxy();
                Contestants counted = new Contestants(proxy.address(), docker)) {
            counted.file(stack.file(1));
            proxy.takeRequests();
            counted.warm(WATCHED);
            contest.requests("ours, warm, watched and recorded", counted(proxy));
            counted.file(stack.file(0));
            counted.docker("--detach=true", "--resolve-image", "never");
            contest.requests("docker, detached", counted(proxy));
            counted.file(stack.file(1));
            counted.cold("--detach", "--resolve-image", "never");
            contest.requests("ours, cold, detached", counted(proxy));
        }
        contest.print();
        all.remove();
    }

    private void thousand(Contestants all) throws Exception {
        BenchStack stack = new BenchStack(1000, 0, Lab.variable("LAB_BUSYBOX"));
        Contest contest = new Contest("(e) update of 1,000 services", "ceiling: 16 connections, updates alone");
        for (int run = 0; run < 10; run++) {
            all.file(stack.file(run % 2 == 0 ? 1000 : 0));
            all.warm(WATCHED);
        }
        for (int run = 0; run < RUNS; run++) {
            contest.note("ceiling: 16 connections, updates alone", updatesAlone());
            all.file(stack.file(run % 2 == 0 ? 1000 : 0));
            contest.note("ours, warm, watched and recorded", all.warm(WATCHED));
            contest.note("ours, warm: of it to roll out and watch", all.phase("Roll out"));
            contest.note("ours, warm: of that to send the updates", all.updates());
        }
        contest.print();
        all.remove();
    }

    /** Sends each service one update that changes it, and nothing else. */
    private Measured updatesAlone() throws Exception {
        List<JsonNode> services = engine.services().list(ours());
        ExecutorService threads = Executors.newFixedThreadPool(16);
        long start = System.nanoTime();
        List<Future<?>> updates = new ArrayList<>();
        for (JsonNode service : services) {
            ObjectNode spec = service.path("Spec").deepCopy();
            spec.withObject("/Labels").put("bench", String.valueOf(start));
            updates.add(threads.submit(() -> engine.services()
                    .update(
                            service.path("ID").asText(),
                            service.at("/Version/Index").asLong(),
                            spec,
                            Optional.empty())));
        }
        for (Future<?> update : updates) {
            update.get();
        }
        Measured time = since(start);
        threads.shutdown();
        return time;
    }

    private void rollingUpdate(Contestants all) throws Exception {
        BenchStack stack = new BenchStack(1, 3, Lab.variable("LAB_BUSYBOX"));
        Contest contest = new Contest("(g) rolling update of 3 replicas, start-first", "engine ready");
        all.file(stack.file(0));
        all.warm(WATCHED);
        for (int run = 0; run < RUNS; run++) {
            all.file(stack.file(run % 2 == 0 ? 1 : 0));
            long start = System.nanoTime();
            Future<Measured> ready = Executors.newSingleThreadExecutor().submit(() -> engineReady(start));
            Measured ours = all.warm(WATCHED);
            contest.note("engine ready", ready.get());
            contest.note("ours, warm, said so and recorded it", ours);
        }
        contest.print();
        all.remove();
    }

    /** Until the engine calls the update completed that begins now. */
    private Measured engineReady(long start) throws InterruptedException {
        boolean begun = false;
        while (true) {
            JsonNode service = engine.services().list(ours()).get(0);
            String state = service.at("/UpdateStatus/State").asText();
            begun |= state.equals("updating");
            if (begun && state.equals("completed")) {
                return since(start);
            }
            Thread.sleep(10);
        }
    }

    private void planning(Contestants all) throws Exception {
        all.file(new BenchStack(1000, 0, Lab.variable("LAB_BUSYBOX")).file(0));
        all.warm(WATCHED);
        Contest contest = new Contest("(p) 1,000 services, nothing to do", "docker, detached");
        for (int run = 0; run < RUNS; run++) {
            contest.note("docker, detached", all.docker("--detach=true", "--resolve-image", "never"));
            contest.note("ours, cold", all.cold(NEVER));
            contest.note("ours, cold, in a heap of 128 MiB", all.jar(List.of("-Xmx128m"), NEVER));
            all.warmUp(WATCHED, WARM_UP);
            contest.note("ours, warm", all.warm(WATCHED));
            contest.note("ours, warm: of it to plan", all.phase("Secrets and configs"));
        }
        contest.print();
        all.remove();
    }

    private void awaitRunning(int tasks) throws InterruptedException {
        while (engine.tasks().list(ours()).stream()
                        .filter(task -> task.at("/Status/State").asText().equals("running"))
                        .count()
                < tasks) {
            Thread.sleep(20);
        }
    }

    /** Such as {@code 14 (10 writes)}, since the last call. */
    private static String counted(EngineProxy proxy) {
        List<String> requests = proxy.takeRequests();
        return requests.size() + " ("
                + requests.stream().filter(EngineProxy::isWrite).count() + " writes)";
    }

    private static Measured since(long start) {
        return new Measured(Duration.ofNanos(System.nanoTime() - start), 0);
    }

    private static Filters ours() {
        return Filters.label(Namespace.LABEL, Contestants.STACK.name());
    }

    /** What {@code docker login} would write. */
    private static Path login() throws Exception {
        Path folder = Files.createTempDirectory("bench-docker");
        String pair = Lab.variable("LAB_REGISTRY_USER") + ":" + Lab.variable("LAB_REGISTRY_PASSWORD");
        String auth = Base64.getEncoder().encodeToString(pair.getBytes());
        Files.writeString(
                folder.resolve("config.json"),
                "{\"auths\": {\"%s\": {\"auth\": \"%s\"}}}".formatted(Lab.variable("LAB_REGISTRY"), auth));
        return folder;
    }
}
