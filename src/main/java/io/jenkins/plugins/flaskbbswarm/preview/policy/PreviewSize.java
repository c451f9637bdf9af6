package io.jenkins.plugins.flaskbbswarm.preview.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.stack.Count;

import java.math.BigInteger;
import java.util.Collection;
import java.util.Locale;

/**
 * How much of a swarm is taken.
 *
 * @param tasks wanted ones; of a service that runs on each node one
 * @param nanoCpus of all tasks together
 * @param memory of all tasks together, in bytes
 */
public record PreviewSize(int services, int tasks, long nanoCpus, long memory) {
    public static final PreviewSize NOTHING = new PreviewSize(0, 0, 0, 0);

    private static final double NANO = 1e9;

    /** What services of these specs reserve. */
    public static PreviewSize of(Collection<? extends JsonNode> specs) {
        return sum(specs, "Reservations");
    }

    /** What services of these specs may take at the most: in the midst of an update that starts new tasks first. */
    static PreviewSize largest(Collection<? extends JsonNode> specs) {
        return specs.stream().map(spec -> of(spec, "Limits", withUpdates(spec))).reduce(NOTHING, PreviewSize::plus);
    }

    private static PreviewSize sum(Collection<? extends JsonNode> specs, String which) {
        return specs.stream()
                .map(spec -> of(spec, which, tasks(spec.path("Mode"))))
                .reduce(NOTHING, PreviewSize::plus);
    }

    private static int withUpdates(JsonNode spec) {
        int tasks = tasks(spec.path("Mode"));
        int more = Math.max(more(spec.path("UpdateConfig"), tasks), more(spec.path("RollbackConfig"), tasks));
        return (int) Math.min(Integer.MAX_VALUE, (long) tasks + more);
    }

    /** How many tasks run besides the wanted ones; a parallelism of 0 is all at once. */
    private static int more(JsonNode update, int tasks) {
        int parallel = count(update.path("Parallelism"), 1);
        boolean startFirst = update.path("Order").asText().equals("start-first");
        return !startFirst ? 0 : parallel == 0 ? tasks : Math.min(tasks, parallel);
    }

    private static PreviewSize of(JsonNode spec, String which, int tasks) {
        JsonNode each = spec.at("/TaskTemplate/Resources").path(which);
        return new PreviewSize(
                1,
                tasks,
                times(each.path("NanoCPUs").asLong(), tasks),
                times(each.path("MemoryBytes").asLong(), tasks));
    }

    /** Of a job all that it starts, one after another or at once. */
    private static int tasks(JsonNode mode) {
        if (mode.has("ReplicatedJob")) {
            JsonNode job = mode.path("ReplicatedJob");
            return Math.max(
                    count(job.path("MaxConcurrent"), 1),
                    count(job.path("TotalCompletions"), count(job.path("MaxConcurrent"), 1)));
        }
        return mode.has("Replicated") ? count(mode.at("/Replicated/Replicas"), 1) : 1;
    }

    /** Engines take numbers of 64 bits. */
    private static int count(JsonNode number, int usual) {
        return number.isNumber()
                ? number.bigIntegerValue()
                        .min(BigInteger.valueOf(Integer.MAX_VALUE))
                        .max(BigInteger.ZERO)
                        .intValue()
                : usual;
    }

    /** The product of two numbers that are not negative, or the largest number there is. */
    static long times(long one, long other) {
        return Math.multiplyHigh(one, other) == 0 && one * other >= 0 ? one * other : Long.MAX_VALUE;
    }

    private static long sum(long one, long other) {
        return one + other < 0 ? Long.MAX_VALUE : one + other;
    }

    public PreviewSize plus(PreviewSize other) {
        return new PreviewSize(
                services + other.services,
                (int) Math.min(Integer.MAX_VALUE, (long) tasks + other.tasks),
                sum(nanoCpus, other.nanoCpus),
                sum(memory, other.memory));
    }

    /** {@code 3 services, 5 tasks}. */
    public String counts() {
        return Count.of(services, "service") + ", " + Count.of(tasks, "task");
    }

    /** {@code 1.25 CPUs and 512 MiB}. */
    public String reserved() {
        return String.format(Locale.ROOT, "%.2f CPUs and %d MiB", nanoCpus / NANO, memory >> 20);
    }

    /** {@code 3 services, 5 tasks, 1.25 CPUs and 512 MiB reserved}. */
    @Override
    public String toString() {
        return counts() + ", " + reserved() + " reserved";
    }
}
