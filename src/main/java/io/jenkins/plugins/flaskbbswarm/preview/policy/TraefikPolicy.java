package io.jenkins.plugins.flaskbbswarm.preview.policy;

import io.jenkins.plugins.flaskbbswarm.preview.config.PreviewSettings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which requests a preview may ask Traefik for: those to its own address, under names of its own, answered by its own
 * tasks. A field that is not on the list is refused. Traefik ignores the case of a label's fields, so this does, too.
 */
final class TraefikPolicy {
    private static final Pattern BOOLEAN = Pattern.compile("(?i)true|false");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");
    private static final Pattern WORDS = Pattern.compile("[\\w-]+(\\s*,\\s*[\\w-]+)*");
    private static final Pattern SCHEME = Pattern.compile("http|https|h2c");
    private static final Pattern SECONDS = Pattern.compile("[1-9][0-9]{0,3}(s|m)?");

    /** A path, and neither an address ({@code http://other/}, {@code //other/}) nor the way to one. */
    private static final Pattern PATH = Pattern.compile("/|/[\\w.~%-][\\w./~%-]*");

    private static final Pattern PATHS = Pattern.compile(PATH + "(\\s*,\\s*(" + PATH + "))*");
    private static final Pattern ANYTHING = Pattern.compile("[^\\r\\n]*");

    /** One field, or several alike. */
    private record Field(Pattern label, BiPredicate<TraefikPolicy, String> allows) {
        static Field of(String label, Pattern value) {
            return new Field(Pattern.compile(label), (policy, text) -> value.matcher(text.strip())
                    .matches());
        }

        static Field of(String label, BiPredicate<TraefikPolicy, String> allows) {
            return new Field(Pattern.compile(label), allows);
        }
    }

    private static final String ROUTER = "traefik\\.http\\.routers\\.(?<name>[^.]+)\\.";
    private static final String SERVICE = "traefik\\.http\\.services\\.(?<name>[^.]+)\\.loadbalancer\\.";
    private static final String MIDDLEWARE = "traefik\\.http\\.middlewares\\.(?<name>[^.]+)\\.";

    private static final List<Field> FIELDS = List.of(
            Field.of("traefik\\.enable", BOOLEAN),
            Field.of("traefik\\.(docker|swarm)\\.network", TraefikPolicy::isListedNetwork),
            Field.of("traefik\\.(docker|swarm)\\.lbswarm", BOOLEAN),
            Field.of(ROUTER + "rule", TraefikPolicy::isOwnRule),
            Field.of(ROUTER + "(rulesyntax)", Pattern.compile("v3|default")),
            Field.of(ROUTER + "entrypoints", WORDS),
            Field.of(ROUTER + "service", TraefikPolicy::isOwnName),
            Field.of(ROUTER + "middlewares", TraefikPolicy::areOwnNames),
            Field.of(ROUTER + "tls", BOOLEAN),
            Field.of(ROUTER + "tls\\.certresolver", WORDS),
            Field.of(ROUTER + "tls\\.domains\\[[0-9]+]\\.main", TraefikPolicy::isOwnHost),
            Field.of(SERVICE + "server\\.port", PORT),
            Field.of(SERVICE + "server\\.scheme", SCHEME),
            Field.of(SERVICE + "passhostheader", BOOLEAN),
            Field.of(SERVICE + "sticky(\\.cookie(\\.(httponly|secure))?)?", BOOLEAN),
            Field.of(SERVICE + "sticky\\.cookie\\.(name|samesite)", WORDS),
            Field.of(SERVICE + "healthcheck\\.path", PATH),
            Field.of(SERVICE + "healthcheck\\.(interval|timeout)", SECONDS),
            Field.of(MIDDLEWARE + "(stripprefix\\.prefixes)", PATHS),
            Field.of(MIDDLEWARE + "(addprefix\\.prefix|replacepath\\.path)", PATH),
            Field.of(MIDDLEWARE + "compress", BOOLEAN),
            Field.of(MIDDLEWARE + "basicauth\\.(users|realm)", ANYTHING),
            Field.of(MIDDLEWARE + "basicauth\\.removeheader", BOOLEAN),
            Field.of(MIDDLEWARE + "headers\\.custom(request|response)headers\\.[\\w-]+", ANYTHING),
            Field.of(MIDDLEWARE + "redirectscheme\\.permanent", BOOLEAN),
            Field.of(MIDDLEWARE + "redirectscheme\\.scheme", SCHEME),
            // Traefik 1
            Field.of("traefik\\.port", PORT),
            Field.of("traefik\\.protocol", SCHEME),
            Field.of("traefik\\.weight", NUMBER),
            Field.of("traefik\\.(backend|frontend)", TraefikPolicy::isOwnName),
            Field.of("traefik\\.frontend\\.rule", TraefikPolicy::isOwnRuleOfVersion1),
            Field.of("traefik\\.frontend\\.entrypoints", WORDS),
            Field.of("traefik\\.frontend\\.passhostheader", BOOLEAN));

    private final PreviewSettings settings;
    private final Refusals refusals;

    TraefikPolicy(PreviewSettings settings, Refusals refusals) {
        this.settings = settings;
        this.refusals = refusals;
    }

    void check(String label, String value) {
        String name = label.toLowerCase(Locale.ROOT);
        Optional<Field> field =
                FIELDS.stream().filter(it -> it.label().matcher(name).matches()).findFirst();
        if (field.isEmpty()) {
            refuse("has the label " + label, "remove it");
            return;
        }
        Matcher matcher = field.get().label().matcher(name);
        matcher.matches();
        if (field.get().label().pattern().contains("(?<name>") && !isOwnName(matcher.group("name"))) {
            refuse(
                    "has the label " + label + ", whose name may be another stack's",
                    "call it " + settings.stack().name() + ", as ${ROUTER} does");
        } else if (!field.get().allows().test(this, value)) {
            refuseValue(label, name, value);
        }
    }

    private void refuseValue(String label, String name, String value) {
        if (name.endsWith(".rule")) {
            refuse("asks for the requests of " + value, "its own are " + ownRule(name.equals("traefik.frontend.rule")));
        } else {
            refuse("has the label " + label + "=" + value, "use what the stack itself defines");
        }
    }

    private String ownRule(boolean ofVersion1) {
        String host = settings.host();
        if (settings.path().equals("/")) {
            return ofVersion1 ? "Host:" + host : "Host(`" + host + "`)";
        }
        return ofVersion1
                ? "Host:" + host + ";PathPrefix:" + settings.path()
                : "Host(`" + host + "`) && PathPrefix(`" + settings.path() + "`)";
    }

    private boolean isOwnName(String name) {
        String own = settings.stack().name().toLowerCase(Locale.ROOT);
        String other = name.strip().toLowerCase(Locale.ROOT);
        return (other.equals(own) || other.startsWith(own + "-")) && other.matches("[\\w-]+");
    }

    private boolean areOwnNames(String names) {
        return Arrays.stream(names.split(",", -1)).allMatch(this::isOwnName);
    }

    private boolean isOwnHost(String host) {
        return host.strip().equalsIgnoreCase(settings.host());
    }

    private boolean isListedNetwork(String network) {
        return settings.policy().networks().contains(network)
                || network.startsWith(settings.stack().scope(""));
    }

    private boolean isOwnRule(String rule) {
        String host = "Host(`" + settings.host() + "`)";
        String plain = rule.strip().replaceAll("\\s*&&\\s*", "&&");
        return plain.equals(host + "&&PathPrefix(`" + settings.path() + "`)")
                || plain.equals(host) && settings.path().equals("/");
    }

    private boolean isOwnRuleOfVersion1(String rule) {
        String host = "Host:" + settings.host();
        String plain = rule.strip().replaceAll("\\s*;\\s*", ";");
        return plain.equals(host + ";PathPrefix:" + settings.path())
                || plain.equals(host + ";PathPrefixStrip:" + settings.path())
                || plain.equals(host) && settings.path().equals("/");
    }

    private void refuse(String what, String remedy) {
        refusals.refuse("routes", what, remedy);
    }
}
