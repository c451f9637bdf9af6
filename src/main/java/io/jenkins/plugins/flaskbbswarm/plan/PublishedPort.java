package io.jenkins.plugins.flaskbbswarm.plan;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;

/**
 * A port that a service publishes under a number that somebody chose.
 *
 * @param number the published one
 * @param protocol {@code tcp}, {@code udp} or {@code sctp}
 * @param isHost whether it is opened on the nodes with tasks only, rather than on all by the ingress network
 */
record PublishedPort(long number, String protocol, boolean isHost) {
    /** Those of a service spec. */
    static List<PublishedPort> of(JsonNode spec) {
        List<PublishedPort> ports = new ArrayList<>();
        for (JsonNode port : spec.at("/EndpointSpec/Ports")) {
            if (port.path("PublishedPort").asLong() != 0) {
                ports.add(new PublishedPort(
                        port.path("PublishedPort").asLong(),
                        port.path("Protocol").asText("tcp"),
                        port.path("PublishMode").asText().equals("host")));
            }
        }
        return ports;
    }

    /** Whether the engine refuses that one service has this and another service has that. */
    boolean excludes(PublishedPort other) {
        return isSame(other) && !(isHost && other.isHost);
    }

    /** Whether both are the same port of a node. */
    boolean isSame(PublishedPort other) {
        return number == other.number && protocol.equals(other.protocol);
    }

    @Override
    public String toString() {
        return number + "/" + protocol;
    }
}
