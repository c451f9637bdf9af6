package io.jenkins.plugins.flaskbbswarm.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.stack.Labels;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A lock as the swarm keeps it, in a config.
 *
 * @param id of the config
 * @param version of the config
 * @param spec of the config
 * @param owner who holds it, for people
 * @param process which process that is, for the machine that it runs on
 * @param since when it was taken, ISO 8601
 * @param heartbeat changes for as long as the owner lives
 * @param baseline the services that the owner would put back: specs by name
 */
public record LockRecord(
        String id,
        long version,
        ObjectNode spec,
        String owner,
        String process,
        String since,
        String heartbeat,
        SortedMap<String, ObjectNode> baseline) {

    private static final Duration SILENT = Duration.ofSeconds(60);

    static String configName(Namespace stack) {
        return stack.scope("lock");
    }

    static Optional<LockRecord> in(Namespace stack, Collection<JsonNode> configs) {
        return configs.stream()
                .filter(config -> Releases.belongs(stack, config))
                .filter(config -> config.at("/Spec/Labels").has(Labels.HEARTBEAT))
                .findFirst()
                .map(LockRecord::of);
    }

    static LockRecord of(JsonNode config) {
        JsonNode data = StoredJson.read(config);
        return new LockRecord(
                config.path("ID").asText(),
                config.at("/Version/Index").asLong(),
                (ObjectNode) config.path("Spec"),
                data.path("owner").asText(),
                data.path("process").asText(),
                data.path("since").asText(),
                config.at("/Spec/Labels").path(Labels.HEARTBEAT).asText(),
                ReleaseJson.bodies(data.path("baseline")));
    }

    /**
     * Whether its owner gave no sign of life for several heartbeats, by the clocks of both machines: reason enough for a
     * closer look, which taking the lock is.
     */
    public boolean isSilent(Instant now) {
        return isGone() || Instant.ofEpochSecond(Long.parseLong(heartbeat)).isBefore(now.minus(SILENT));
    }

    /** Whether its owner is certainly dead: it was a neighbour of this process, and is no more. */
    public boolean isGone() {
        return ThisProcess.isGone(process);
    }

    @Override
    public String toString() {
        return owner + " since " + since;
    }
}
