package io.jenkins.plugins.flaskbbswarm.convert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * All that a stack wants of the engine, each list sorted by name.
 *
 * @param networks those that some service uses, external ones included
 * @param secrets all that the file declares, external ones included
 * @param configs all that the file declares, external ones included
 */
public record DesiredStack(
        Namespace namespace,
        List<DesiredNetwork> networks,
        List<DesiredObject> secrets,
        List<DesiredObject> configs,
        List<DesiredService> services) {
    public DesiredStack {
        networks = List.copyOf(networks);
        secrets = List.copyOf(secrets);
        configs = List.copyOf(configs);
        services = List.copyOf(services);
    }

    /** The specs of its services by their names on the engine. */
    public Map<String, ObjectNode> specs() {
        return services.stream().collect(Collectors.toMap(DesiredService::name, DesiredService::body));
    }
}
