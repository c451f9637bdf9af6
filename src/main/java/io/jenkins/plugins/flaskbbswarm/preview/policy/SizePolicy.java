package io.jenkins.plugins.flaskbbswarm.preview.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.compose.read.Sizes;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredService;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredStack;
import io.jenkins.plugins.flaskbbswarm.preview.config.PreviewSettings;
import io.jenkins.plugins.flaskbbswarm.stack.Count;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How large a preview may be, and what one task of it may take. Its services have their defaults already. */
final class SizePolicy {
    /** Each takes a subnet of the swarm's pool. */
    private static final int NETWORKS = 10;
    /** Each is kept by every manager. */
    private static final int OBJECTS = 100;

    /** Of all secrets and configs together, in bytes. */
    private static final long DATA = 10L << 20;
    /** Of a service; each volume is made on every node that it runs on. */
    private static final int MOUNTS = 50;
    /** Of a service's definition, which each release keeps as well; in characters. */
    private static final int DEFINITION = 256 << 10;

    static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST_STOP = Duration.ofMinutes(5);

    private final PreviewSettings.Limits limits;
    private final Refusals refusals;

    SizePolicy(PreviewSettings.Limits limits, Refusals refusals) {
        this.limits = limits;
        this.refusals = refusals;
    }

    void check(DesiredStack stack) {
        PreviewSettings.Each each = limits.each();
        PreviewSize limited = PreviewSize.largest(bodies(stack));
        atMost(limited.services(), each.services(), "service", "services");
        atMost(limited.tasks(), each.tasks(), "task", "tasks");
        if (limited.nanoCpus() > each.nanoCpus() || limited.memory() > each.memory()) {
            refuse(
                    "The limits of its tasks come to " + limited.reserved() + ", more than one preview may take",
                    "lower 'deploy.resources.limits' or 'replicas', update with 'order: stop-first', or raise preview.limits.each");
        }
        PreviewSize reserved = PreviewSize.of(bodies(stack));
        if (reserved.nanoCpus() > each.nanoCpus() || reserved.memory() > each.memory()) {
            refuse(
                    "Its tasks reserve " + reserved.reserved() + ", more than one preview may take",
                    "lower 'deploy.resources.reservations' or 'replicas', or raise preview.limits.each");
        }
        atMost(stack.networks().size(), NETWORKS, "network", "");
        atMost(stack.secrets().size() + stack.configs().size(), OBJECTS, "secret or config", "");
        checkData(stack);
        stack.services().forEach(this::check);
    }

    private void checkData(DesiredStack stack) {
        long data = Stream.concat(stack.secrets().stream(), stack.configs().stream())
                .flatMap(object -> object.content().stream())
                .mapToLong(content -> content.bytes().length)
                .sum();
        if (data > DATA) {
            refuse(
                    "The stack's secrets and configs have " + (data >> 20) + " MiB, more than the " + (DATA >> 20)
                            + " MiB of one preview",
                    "make them smaller, or put them into an image");
        }
    }

    private static List<? extends JsonNode> bodies(DesiredStack stack) {
        return stack.services().stream().map(DesiredService::body).toList();
    }

    private void atMost(int count, int most, String noun, String field) {
        if (count > most) {
            refuse(
                    "The stack has " + Count.of(count, noun) + ", more than the " + most + " of one preview",
                    field.isEmpty() ? "use fewer" : "use fewer, or raise preview.limits.each." + field);
        }
    }

    private void checkDefinition(DesiredService service) {
        int mounts = service.body().at("/TaskTemplate/ContainerSpec/Mounts").size();
        if (mounts > MOUNTS) {
            refuse(
                    service,
                    "has " + mounts + " mounts, more than the " + MOUNTS + " of a preview's service",
                    "use fewer");
        }
        int definition = service.body().toString().length();
        if (definition > DEFINITION) {
            refuse(
                    service,
                    "has a definition of " + (definition >> 10) + " KiB, more than the " + (DEFINITION >> 10)
                            + " KiB of a preview's service",
                    "shorten it; a config holds what is long");
        }
    }

    private void check(DesiredService service) {
        checkDefinition(service);
        JsonNode task = service.body().path("TaskTemplate");
        JsonNode container = task.path("ContainerSpec");
        long pids = task.at("/Resources/Limits/Pids").asLong();
        if (pids > limits.task().pids()) {
            refuse(service, "allows itself " + pids + " processes", "lower 'pids', or raise preview.limits.task.pids");
        }
        if (log(task.path("LogDriver")) > limits.task().log()) {
            refuse(
                    service,
                    "keeps more log than a preview may",
                    "lower 'max-size' or 'max-file' of its logging (by default, local keeps 5 files)");
        }
        long memory = task.at("/Resources/Limits/MemoryBytes").asLong();
        for (JsonNode mount : container.path("Mounts")) {
            if (mount.at("/TmpfsOptions/SizeBytes").asLong() > memory) {
                refuse(service, "has a tmpfs larger than its memory", "lower its size, or raise the memory limit");
            }
        }
        atLeastASecond(service, "restarts its tasks", "restart_policy.delay", task.at("/RestartPolicy/Delay"));
        atLeastASecond(service, "checks their health", "healthcheck.interval", container.at("/Healthcheck/Interval"));
        atLeastASecond(
                service,
                "checks their health",
                "healthcheck.start_interval",
                container.at("/Healthcheck/StartInterval"));
        if (container.path("StopGracePeriod").asLong() > LONGEST_STOP.toNanos()) {
            refuse(
                    service,
                    "takes longer than " + LONGEST_STOP.toMinutes() + " minutes to stop",
                    "lower 'stop_grace_period'");
        }
    }

    private void atLeastASecond(DesiredService service, String what, String field, JsonNode nanoseconds) {
        if (nanoseconds.isNumber()
                && nanoseconds.asLong() < SHORTEST.toNanos()
                && !(field.startsWith("health") && nanoseconds.asLong() == 0)) {
            refuse(service, what + " more often than once a second", "raise '" + field + "' to 1s or more");
        }
    }

    /** How much log a node keeps of one task, in bytes; all there is if that cannot be read. */
    private static long log(JsonNode driver) {
        JsonNode options = driver.path("Options");
        String usual = driver.path("Name").asText().equals("local") ? "5" : "1";
        if (!options.has("max-size")) {
            return 0;
        }
        Optional<Long> size = Sizes.parse(options.path("max-size").asText().toLowerCase(Locale.ROOT));
        long files = options.path("max-file").asText(usual).matches("[0-9]{1,4}")
                // Without any, local keeps the one that it writes.
                ? Math.max(1, Long.parseLong(options.path("max-file").asText(usual)))
                : Integer.MAX_VALUE;
        return size.filter(bytes -> bytes > 0)
                .map(bytes -> PreviewSize.times(bytes, files))
                .orElse(Long.MAX_VALUE);
    }

    private void refuse(DesiredService service, String what, String remedy) {
        refuse("The service " + service.key() + " " + what, remedy);
    }

    private void refuse(String what, String remedy) {
        refusals.refuse("size", what, remedy);
    }
}
