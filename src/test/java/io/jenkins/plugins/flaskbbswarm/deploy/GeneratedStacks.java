package io.jenkins.plugins.flaskbbswarm.deploy;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Stacks of services that want no task, as stack files have them: each field is absent, a default that somebody wrote
 * down, or something else, in all combinations.
 */
final class GeneratedStacks {
    private static final Map<String, List<String>> FIELDS = new TreeMap<>(Map.ofEntries(
            Map.entry("environment", List.of("{A: '1'}", "{A: '1', B: ''}", "{}")),
            Map.entry("command", List.of("[sh, -c, 'a b']", "''", "sleep 1")),
            Map.entry("entrypoint", List.of("[/bin/sh, '']")),
            Map.entry("labels", List.of("{one: ''}", "{one: '1', two: x}")),
            Map.entry("user", List.of("'1000:1000'")),
            Map.entry("working_dir", List.of("/srv")),
            Map.entry("hostname", List.of("web")),
            Map.entry("init", List.of("true", "false")),
            Map.entry("tty", List.of("true", "false")),
            Map.entry("stdin_open", List.of("false")),
            Map.entry("read_only", List.of("true", "false")),
            Map.entry("stop_signal", List.of("SIGINT")),
            Map.entry("stop_grace_period", List.of("10s", "1m30s")),
            Map.entry("cap_add", List.of("[NET_ADMIN]", "[]")),
            Map.entry("dns", List.of("[10.0.0.1]", "10.0.0.1")),
            Map.entry("extra_hosts", List.of("['db:10.0.0.2']")),
            Map.entry("sysctls", List.of("{net.core.somaxconn: '1024'}")),
            Map.entry("ulimits", List.of("{nofile: 1024}", "{nofile: {soft: 1, hard: 2}}")),
            Map.entry("logging", List.of("{driver: json-file}", "{driver: json-file, options: {max-size: 1m}}")),
            Map.entry(
                    "healthcheck",
                    List.of(
                            "{disable: true}",
                            "{test: [CMD, 'true'], interval: 3s, timeout: 1s, retries: 3, start_period: 5s}",
                            "{test: exit 0, retries: 0}")),
            Map.entry("volumes", List.of("['data:/data']", "['/tmp:/host:ro']", "[{type: tmpfs, target: /t}]", "[]")),
            Map.entry("networks", List.of("[front]", "{front: {aliases: [x]}}", "[front, back]")),
            Map.entry("configs", List.of("[c]", "[{source: c, target: /etc/c, mode: 0400}]")),
            Map.entry("ports", List.of("[{target: 80, published: 8080, mode: host}]", "[]"))));

    private static final Map<String, List<String>> DEPLOY = new TreeMap<>(Map.of(
            "labels", List.of("{deployed: ''}", "{deployed: '1'}"),
            "update_config",
                    List.of(
                            "{parallelism: 1}",
                            "{parallelism: 0, order: start-first, failure_action: rollback}",
                            "{delay: 0s, monitor: 5s, max_failure_ratio: 0.3}",
                            "{failure_action: pause, order: stop-first}"),
            "rollback_config", List.of("{parallelism: 2}", "{order: stop-first, failure_action: pause}"),
            "restart_policy",
                    List.of("{condition: any}", "{condition: none}", "{condition: on-failure, delay: 0s, window: 0s}"),
            "placement", List.of("{constraints: [node.role == manager]}", "{preferences: [{spread: node.id}]}"),
            "resources", List.of("{limits: {cpus: '0.5', memory: 64M}}", "{reservations: {memory: 32M}}", "{}"),
            "endpoint_mode", List.of("vip", "dnsrr")));

    private GeneratedStacks() {}

    /** A service that wants no task; {@code image} is not pulled. */
    static Arbitrary<String> service(String... images) {
        Arbitrary<String> deploy =
                fields(DEPLOY).map(fields -> "{" + String.join(", ", with(fields, "replicas: 0")) + "}");
        return Combinators.combine(Arbitraries.of(images), fields(FIELDS), deploy)
                .as((image, fields, policy) ->
                        "{" + String.join(", ", with(with(fields, "image: " + image), "deploy: " + policy)) + "}");
    }

    /** Services by name: some of four. */
    static Arbitrary<SortedMap<String, String>> services(String... images) {
        return Arbitraries.maps(Arbitraries.of("app", "db", "web", "worker"), service(images))
                .ofMinSize(1)
                .map(TreeMap::new);
    }

    /** A stack file of these services, with a config of that content. */
    static String file(Map<String, String> services, String config) {
        String lines = services.entrySet().stream()
                .map(service -> "  " + service.getKey() + ": " + service.getValue())
                .collect(Collectors.joining("\n"));
        return "services:\n" + lines + "\nconfigs: {c: {content: '" + config + "'}}\n"
                + "networks: {front: {}, back: {}}\nvolumes: {data: {}}\n";
    }

    private static Arbitrary<List<String>> fields(Map<String, List<String>> all) {
        Arbitrary<List<String>> fields = Arbitraries.just(List.of());
        for (Map.Entry<String, List<String>> field : all.entrySet()) {
            Arbitrary<String> value = Arbitraries.of(field.getValue());
            Arbitrary<String> line = value.map(text -> field.getKey() + ": " + text);
            fields = Combinators.combine(fields, line.injectNull(0.7))
                    .as((before, one) -> one == null ? before : with(before, one));
        }
        return fields;
    }

    private static List<String> with(List<String> list, String item) {
        List<String> longer = new ArrayList<>(list);
        longer.add(item);
        return longer;
    }
}
