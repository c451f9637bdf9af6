package io.jenkins.plugins.flaskbbswarm.release;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.plan.Node;
import io.jenkins.plugins.flaskbbswarm.plan.SwarmInventory;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The swarm at one moment.
 *
 * @param observed its services, networks, secrets and configs
 * @param releases the stack's history
 * @param schema a change of the database's schema that no release has recorded
 * @param lock who works on the stack, if anybody does or died doing so
 * @param services the stack's services whole, as the engine lists them
 * @param apiVersion that was agreed on with the engine, such as {@code 1.41}
 * @param failed why the tasks of a service failed in whose place the engine starts no other, by the service's name
 * @param nodes of the swarm
 * @param at that moment; not later than any of the answers
 */
public record SwarmSnapshot(
        SwarmInventory observed,
        Releases releases,
        Optional<SchemaChange> schema,
        Optional<LockRecord> lock,
        List<JsonNode> services,
        String apiVersion,
        Map<String, String> failed,
        List<Node> nodes,
        Instant at) {
    private static final Duration FRESH = Duration.ofSeconds(2);

    public SwarmSnapshot {
        services = List.copyOf(services);
        failed = Map.copyOf(failed);
        nodes = List.copyOf(nodes);
    }

    /** Whether it is so young that what changes rarely may be taken for true. */
    public boolean isFresh() {
        return Instant.now().isBefore(at.plus(FRESH));
    }
}
