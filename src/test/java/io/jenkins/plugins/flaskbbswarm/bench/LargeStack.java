package io.jenkins.plugins.flaskbbswarm.bench;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A stack file with as many services as one likes, each with what services of real stacks have. */
final class LargeStack {
    private static final String SHARED = """
            x-logging: &logging
              driver: json-file
              options: {max-size: 10m, max-file: "3"}
            networks:
              front: {driver: overlay}
              back: {driver: overlay, internal: true}
            volumes:
              data: {}
            services:
            """;

    private static final String SERVICE = """
              app-%1$d:
                image: registry.example.org/team/app-%1$d:${TAG:-1.4.2}
                command: gunicorn --bind 0.0.0.0:8000 --workers "$${WORKERS}" app_%1$d:application
                environment:
                  DATABASE_URL: postgresql://app@db-%1$d:5432/app
                  LOG_LEVEL: ${LOG_LEVEL:-info}
                  WORKERS: 4
                  PUBLIC_NAME: app-%1$d.example.org
                labels: [org.example.team=core, org.example.index=%1$d]
                logging: *logging
                networks: [front, back]
                volumes:
                  - data:/var/lib/app
                  - type: tmpfs
                    target: /tmp
                healthcheck:
                  test: [CMD, wget, -q, -O-, "http://localhost:8000/health"]
                  interval: 10s
                  timeout: 3s
                  retries: 5
                  start_period: 30s
                deploy:
                  replicas: 3
                  labels:
                    traefik.enable: "true"
                    traefik.http.routers.app-%1$d.rule: Host(`app-%1$d.example.org`)
                    traefik.http.services.app-%1$d.loadbalancer.server.port: "8000"
                  update_config: {parallelism: 1, order: start-first, failure_action: rollback, delay: 5s}
                  restart_policy: {condition: on-failure, max_attempts: 3}
                  placement: {constraints: [node.role == worker]}
                  resources:
                    limits: {cpus: "0.50", memory: 256M}
                    reservations: {memory: 128M}
            """;

    private LargeStack() {}

    static String of(int services) {
        return "version: '3.9'\n"
                + SHARED
                + IntStream.rangeClosed(1, services)
                        .mapToObj(SERVICE::formatted)
                        .collect(Collectors.joining());
    }
}
