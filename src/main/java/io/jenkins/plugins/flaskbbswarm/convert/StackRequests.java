package io.jenkins.plugins.flaskbbswarm.convert;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.Base64;

/** The create requests that the first deploy of a stack to an empty swarm sends. */
public final class StackRequests {
    private final ArrayNode requests = JsonNodeFactory.instance.arrayNode();

    private StackRequests() {}

    /**
     * Networks, secrets, configs, services, each sorted by name, as {@code [{"method","path","body"}]} with sorted keys;
     * a secret's data as its length only.
     */
    public static ArrayNode of(DesiredStack stack) {
        StackRequests all = new StackRequests();
        stack.networks().forEach(network -> network.body().ifPresent(body -> all.add("/networks/create", body)));
        stack.secrets()
                .forEach(secret -> secret.body().ifPresent(body -> all.add("/secrets/create", secret(secret, body))));
        stack.configs()
                .forEach(config -> config.body().ifPresent(body -> all.add("/configs/create", config(config, body))));
        stack.services().forEach(service -> all.add("/services/create", service.body()));
        return all.requests;
    }

    private void add(String path, ObjectNode body) {
        ObjectNode request = requests.addObject();
        request.set("body", SortedJson.of(body));
        request.put("method", "POST");
        request.put("path", path);
    }

    private static ObjectNode secret(DesiredObject secret, ObjectNode body) {
        ObjectNode shown = body.deepCopy();
        secret.content().filter(data -> data.length() > 0).ifPresent(data -> shown.put("Data", data.length()));
        return shown;
    }

    private static ObjectNode config(DesiredObject config, ObjectNode body) {
        ObjectNode whole = body.deepCopy();
        config.content()
                .filter(data -> data.length() > 0)
                .ifPresent(data -> whole.put("Data", Base64.getEncoder().encodeToString(data.bytes())));
        return whole;
    }
}
