package io.jenkins.plugins.flaskbbswarm.preview;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.stack.Count;

import java.util.Collection;
import java.util.Locale;

/**
 * How much of a swarm is taken.
 *
 * @param tasks wanted ones; of a service that runs on each node one
 * @param nanoCpus reserved by all tasks
 * @param memory reserved by all tasks, in bytes
 */
public record PreviewSize(int services, int tasks, long nanoCpus, long memory) {
    static final PreviewSize NOTHING = new PreviewSize(0, 0, 0, 0);

    private static final double NANO = 1e9;

    /** What services of these specs take. */
    static PreviewSize of(Collection<? extends JsonNode> specs) {
        return specs.stream().map(PreviewSize::of).reduce(NOTHING, PreviewSize::plus);
    }

    private static PreviewSize of(JsonNode spec) {
        JsonNode mode = spec.path("Mode");
        int tasks = mode.has("Replicated") ? mode.at("/Replicated/Replicas").asInt(1) : 1;
        JsonNode reserved = spec.at("/TaskTemplate/Resources/Reservations");
        return new PreviewSize(
                1,
                tasks,
                tasks * reserved.path("NanoCPUs").asLong(),
                tasks * reserved.path("MemoryBytes").asLong());
    }

    PreviewSize plus(PreviewSize other) {
        return new PreviewSize(
                services + other.services, tasks + other.tasks, nanoCpus + other.nanoCpus, memory + other.memory);
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
