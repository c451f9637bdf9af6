package io.jenkins.plugins.flaskbbswarm.bench;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A stack of equal services whose tasks, if they want any, are healthy after their first check. */
record BenchStack(int services, int replicas, String image) {
    /** @param changed number of the services that are otherwise than usual, counted from the first */
    String file(int changed) {
        return "version: '3.8'\nservices:\n"
                + IntStream.rangeClosed(1, services)
                        .mapToObj(number -> service(number, number <= changed))
                        .collect(Collectors.joining());
    }

    private String service(int number, boolean changed) {
        return """
                  app-%d:
                    image: %s
                    init: true
                    command: sleep 100000
                    environment: {NUMBER: "%d", CHANGED: "%s"}
                    healthcheck: {test: [CMD, "true"], interval: 1s, timeout: 5s, retries: 30}
                    deploy:
                      replicas: %d
                      endpoint_mode: dnsrr
                      update_config: {order: start-first, monitor: 1ns}
                """.formatted(number, image, number, changed, replicas).indent(2);
    }
}
