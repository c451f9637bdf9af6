package io.jenkins.plugins.flaskbbswarm.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.plan.Observed;

import java.util.List;
import java.util.Optional;

/**
 * The swarm at one moment.
 *
 * @param observed its services, networks, secrets and configs
 * @param releases the stack's history
 * @param lock who works on the stack, if anybody does or died doing so
 * @param services the stack's services whole, as the engine lists them
 */
public record SwarmState(Observed observed, Releases releases, Optional<LockRecord> lock, List<JsonNode> services) {
    public SwarmState {
        services = List.copyOf(services);
    }
}
