package io.jenkins.plugins.flaskbbswarm.plan;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Traefik 2 and 3 read from the labels of a swarm service, and the labels of a second one beside it. Traefik joins
 * the servers of several swarm services that define one load balancer of the same name, if they define it alike but for
 * their servers. Routers of the same name must be alike altogether; else Traefik drops them.
 */
final class TraefikLabels {
    /** The header by which a request reaches the canary and nobody else. */
    static final String HEADER = "X-Swarm-Canary";

    private static final Pattern SERVICE =
            Pattern.compile("traefik\\.http\\.services\\.([^.]+)\\.loadbalancer\\.(.+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern ROUTER =
            Pattern.compile("traefik\\.http\\.routers\\.([^.]+)\\.(.+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern OTHER = Pattern.compile("traefik\\.(tcp|udp)\\..+", Pattern.CASE_INSENSITIVE);
    private static final Pattern BY_VIP =
            Pattern.compile("traefik\\.(docker|swarm)\\.lbswarm", Pattern.CASE_INSENSITIVE);

    private final SortedMap<String, String> labels = new TreeMap<>();

    /** @param spec of a service */
    TraefikLabels(JsonNode spec) {
        spec.path("Labels").properties().stream()
                .filter(label -> label.getKey().toLowerCase(Locale.ROOT).startsWith("traefik."))
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
    }

    /** Whether Traefik has requests for the service. */
    boolean isRouted() {
        return !"false".equals(labels.get("traefik.enable"))
                && labels.keySet().stream()
                        .anyMatch(label -> SERVICE.matcher(label).matches()
                                || ROUTER.matcher(label).matches()
                                || OTHER.matcher(label).matches());
    }

    /** Why Traefik could not share its requests with a second service; the field that it stands in comes first. */
    Optional<String> problem() {
        if (!isRouted()) {
            return Optional.empty();
        }
        if (labels.keySet().stream().anyMatch(label -> OTHER.matcher(label).matches())) {
            return Optional.of("Traefik has TCP or UDP connections for it, of which only HTTP requests can be shared");
        }
        if (labels.entrySet().stream()
                .anyMatch(label ->
                        BY_VIP.matcher(label.getKey()).matches() && "true".equalsIgnoreCase(label.getValue()))) {
            return Optional.of("with lbswarm, Traefik does not see its tasks and would give half of all requests to the"
                    + " canary, whatever its size");
        }
        if (services().size() != 1) {
            return Optional.of("its labels must name one service of Traefik"
                    + " (traefik.http.services.NAME.loadbalancer.server.port), which both can share; they name "
                    + (services().isEmpty() ? "none" : String.join(", ", services())));
        }
        return Optional.empty();
    }

    /** Of the load balancer what must be alike in all services that share it. */
    SortedMap<String, String> balancing() {
        SortedMap<String, String> balancing = new TreeMap<>();
        labels.forEach((label, value) -> {
            Matcher matcher = SERVICE.matcher(label);
            if (matcher.matches() && !isServer(matcher.group(2))) {
                balancing.put(label, value);
            }
        });
        return balancing;
    }

    private static boolean isServer(String field) {
        return field.toLowerCase(Locale.ROOT).startsWith("server.");
    }

    private SortedSet<String> services() {
        return names(SERVICE);
    }

    private SortedSet<String> names(Pattern pattern) {
        SortedSet<String> names = new TreeSet<>();
        labels.keySet().stream()
                .map(pattern::matcher)
                .filter(Matcher::matches)
                .forEach(matcher -> names.add(matcher.group(1)));
        return names;
    }

    /**
     * Labels of a canary: it joins the load balancer, and has routers for requests with {@link #HEADER}, which reach the
     * canary alone; the answers to them have the same header.
     *
     * @param canary its name on the engine
     */
    SortedMap<String, String> ofCanary(String canary) {
        SortedMap<String, String> all = new TreeMap<>();
        if (!isRouted()) {
            return all;
        }
        String alone = canary.replaceAll("[^A-Za-z0-9-]", "-");
        labels.forEach((label, value) -> {
            Matcher service = SERVICE.matcher(label);
            if (service.matches()) {
                all.put(label, value);
                all.put("traefik.http.services." + alone + ".loadbalancer." + service.group(2), value);
            } else if (!ROUTER.matcher(label).matches()
                    && !label.toLowerCase(Locale.ROOT).startsWith("traefik.http.middlewares.")) {
                all.put(label, value);
            }
        });
        all.put("traefik.http.middlewares." + alone + ".headers.customresponseheaders." + HEADER, canary);
        SortedSet<String> routers = names(ROUTER);
        if (routers.isEmpty()) {
            router("", alone, canary, all);
        }
        routers.forEach(router -> router(router, alone, canary, all));
        return all;
    }

    /**
     * Labels of a router for the canary alone.
     *
     * @param of the router of users that it goes before; empty if Traefik makes that by itself
     */
    private void router(String of, String alone, String canary, SortedMap<String, String> all) {
        String router = "traefik.http.routers." + (of.isEmpty() ? alone : alone + "-" + of) + ".";
        String rule = "";
        String middlewares = "";
        for (Map.Entry<String, String> label : labels.entrySet()) {
            Matcher matcher = ROUTER.matcher(label.getKey());
            if (matcher.matches() && matcher.group(1).equals(of)) {
                String field = matcher.group(2).toLowerCase(Locale.ROOT);
                if (isOfRequests(field)) {
                    all.put(router + field, label.getValue());
                }
                rule = field.equals("rule") ? label.getValue() : rule;
                middlewares = field.equals("middlewares") ? label.getValue() + "," : middlewares;
            }
        }
        String header = "Header(`" + HEADER + "`, `" + canary + "`)";
        all.put(router + "rule", rule.isEmpty() ? header : "(" + rule + ") && " + header);
        all.put(router + "service", alone);
        all.put(router + "middlewares", middlewares + alone);
        all.put(router + "priority", Integer.toString(Integer.MAX_VALUE / 2));
    }

    /** The fields of a router that say how a request comes in and what is done with it, but not where it goes. */
    private static boolean isOfRequests(String field) {
        return field.equals("entrypoints") || field.equals("rulesyntax") || field.startsWith("tls");
    }
}
