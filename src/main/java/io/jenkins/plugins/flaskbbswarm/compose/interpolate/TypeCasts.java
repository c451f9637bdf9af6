package io.jenkins.plugins.flaskbbswarm.compose.interpolate;

import io.jenkins.plugins.flaskbbswarm.yaml.ScalarValue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The types that a text is cast to where a variable has changed it (docker CLI 28 {@code loader/interpolate.go}). */
public final class TypeCasts {
    private static final Map<String, Type> TYPES = new HashMap<>();

    /** A type to cast to. */
    enum Type {
        INTEGER("a whole number"),
        NUMBER("a number"),
        BOOLEAN("true or false");

        final String words;

        Type(String words) {
            this.words = words;
        }
    }

    static {
        all(
                Type.INTEGER,
                "services.*.configs[].mode",
                "services.*.secrets[].mode",
                "services.*.healthcheck.retries",
                "services.*.deploy.replicas",
                "services.*.deploy.update_config.parallelism",
                "services.*.deploy.rollback_config.parallelism",
                "services.*.deploy.restart_policy.max_attempts",
                "services.*.deploy.placement.max_replicas_per_node",
                "services.*.ports[].target",
                "services.*.ports[].published",
                "services.*.ulimits.*",
                "services.*.ulimits.*.hard",
                "services.*.ulimits.*.soft",
                "services.*.oom_score_adj");
        all(
                Type.NUMBER,
                "services.*.deploy.update_config.max_failure_ratio",
                "services.*.deploy.rollback_config.max_failure_ratio");
        all(
                Type.BOOLEAN,
                "services.*.healthcheck.disable",
                "services.*.privileged",
                "services.*.read_only",
                "services.*.stdin_open",
                "services.*.tty",
                "services.*.volumes[].read_only",
                "services.*.volumes[].volume.nocopy",
                "networks.*.external",
                "networks.*.internal",
                "networks.*.attachable",
                "volumes.*.external",
                "secrets.*.external",
                "configs.*.external");
    }

    private TypeCasts() {}

    private static void all(Type type, String... patterns) {
        for (String pattern : patterns) {
            TYPES.put(pattern, type);
        }
    }

    /** The type that a field is cast to; its path has {@code *} for names and {@code []} for list items. */
    static Optional<Type> typeOf(String pattern) {
        return Optional.ofNullable(TYPES.get(pattern));
    }

    /** Empty if the text does not look like that type. */
    static Optional<ScalarValue> cast(Type type, String text) {
        return switch (type) {
            case INTEGER -> integer(text).map(number -> new ScalarValue.Int(number.toBigInteger()));
            case NUMBER -> number(text).map(ScalarValue.Real::new);
            case BOOLEAN -> bool(text).map(ScalarValue.Bool::new);
        };
    }

    public static Optional<Boolean> bool(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "y", "yes", "true", "on" -> Optional.of(true);
            case "n", "no", "false", "off" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    public static Optional<BigDecimal> integer(String text) {
        return text.matches("[-+]?[0-9]{1,18}") ? Optional.of(new BigDecimal(new BigInteger(text))) : Optional.empty();
    }

    private static Optional<Double> number(String text) {
        return text.matches("[-+]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?")
                ? Optional.of(Double.parseDouble(text)).filter(Double::isFinite)
                : Optional.empty();
    }
}
