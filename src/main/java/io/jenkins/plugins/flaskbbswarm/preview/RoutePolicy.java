package io.jenkins.plugins.flaskbbswarm.preview;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which requests a preview may ask Traefik for: those to its own address, under names of its own. */
final class RoutePolicy {
    private static final Pattern NAMED = Pattern.compile(
            "traefik\\.http\\.(?:routers|services|middlewares)\\.(?<name>[^.]+)\\..+", Pattern.CASE_INSENSITIVE);
    private static final Pattern PLAIN = Pattern.compile(
            "traefik\\.(?:enable|(?:docker|swarm)\\.network|port|weight|frontend\\.(?:entryPoints|passHostHeader))",
            Pattern.CASE_INSENSITIVE);
    private static final String V1_RULE = "traefik.frontend.rule";
    private static final Set<String> V1_NAMES = Set.of("traefik.backend", "traefik.frontend");

    private final PreviewSettings settings;
    private final Refusals refusals;

    /** Takes what is refused. */
    interface Refusals {
        void refuse(String rule, String what, String remedy);
    }

    RoutePolicy(PreviewSettings settings, Refusals refusals) {
        this.settings = settings;
        this.refusals = refusals;
    }

    void check(JsonNode labels) {
        labels.properties().stream()
                .filter(label ->
                        label.getKey().toLowerCase(java.util.Locale.ROOT).startsWith("traefik."))
                .forEach(label -> check(label.getKey(), label.getValue().asText()));
    }

    private void check(String label, String value) {
        Matcher named = NAMED.matcher(label);
        if (named.matches()) {
            checkName(label, named.group("name"));
            if (label.endsWith(".rule") && !isOwn(value)) {
                refuseRule(value);
            } else if (!label.endsWith(".rule") && value.contains("@")) {
                refuse("has the label " + label + "=" + value, "use what the stack itself defines");
            }
        } else if (label.equals(V1_RULE)) {
            if (!isOwnV1(value)) {
                refuseRule(value);
            }
        } else if (V1_NAMES.contains(label)) {
            checkName(label, value);
        } else if (!PLAIN.matcher(label).matches()) {
            refuse("has the label " + label, "remove it");
        }
    }

    private void checkName(String label, String name) {
        String own = settings.stack().name();
        if (!name.equals(own) && !name.startsWith(own + "-")) {
            refuse(
                    "has the label " + label + ", whose name may be another stack's",
                    "call it " + own + ", as ${ROUTER} does");
        }
    }

    private boolean isOwn(String rule) {
        String host = "Host(`" + settings.host() + "`)";
        String prefix = host + "&&PathPrefix(`" + settings.path() + "`)";
        String plain = rule.replaceAll("\\s", "");
        return plain.equals(prefix) || plain.equals(host) && settings.path().equals("/");
    }

    private boolean isOwnV1(String rule) {
        String host = "Host:" + settings.host();
        String plain = rule.replaceAll("\\s", "");
        return plain.startsWith(host + ";PathPrefix") && plain.endsWith(":" + settings.path())
                || plain.equals(host) && settings.path().equals("/");
    }

    private void refuseRule(String rule) {
        String path = settings.path().equals("/") ? "" : " && PathPrefix(`" + settings.path() + "`)";
        refuse("asks for the requests of " + rule, "its own are Host(`" + settings.host() + "`)" + path);
    }

    private void refuse(String what, String remedy) {
        refusals.refuse("routes", what, remedy);
    }
}
