package io.jenkins.plugins.flaskbbswarm.yaml;

import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What an unquoted scalar means, by the rules of go yaml.v3 (its {@code resolve.go}), which docker CLI 28 reads files with. */
final class ScalarResolver {
    private static final Set<Tag> RESOLVED = Set.of(Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.TIMESTAMP);
    private static final Set<String> TRUE = Set.of("true", "True", "TRUE");
    private static final Set<String> FALSE = Set.of("false", "False", "FALSE");
    private static final Set<String> NULL = Set.of("", "~", "null", "Null", "NULL");
    private static final Pattern INFINITE = Pattern.compile("[-+]?\\.(?:inf|Inf|INF)");
    private static final Set<String> NOT_A_NUMBER = Set.of(".nan", ".NaN", ".NAN");
    private static final Pattern DECIMAL =
            Pattern.compile("[-+]?(?:\\.[0-9]+|[0-9]+(?:\\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?");
    private static final Pattern WHOLE =
            Pattern.compile("([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]([0-7]+)|0([0-7]+)|(0|[1-9][0-9]*))");
    private static final int LONGEST_NUMBER = 1000;
    private static final int[] RADIX = {0, 0, 16, 2, 8, 8, 10};
    private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MOST = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

    /** Tags of the Compose Specification, which say nothing about what a value means. */
    private static final Set<String> MERGING = Set.of("!reset", "!override");

    private ScalarResolver() {}

    /** A tag that is not YAML's own. */
    static Optional<String> ownTag(Tag tag) {
        String name = tag.getValue();
        boolean isOwn = name.length() > 1 && !name.startsWith(Tag.PREFIX) && !tag.equals(Untagged.NONE);
        return isOwn ? Optional.of(name) : Optional.empty();
    }

    /** What a scalar means: by its tag where it has one, else by its looks if it is not quoted. */
    static ScalarValue resolve(Tag tag, String text, boolean plain) {
        if (tag.equals(Untagged.NONE) || MERGING.contains(tag.getValue())) {
            return plain ? resolve(text) : new ScalarValue.Text(text);
        }
        if (tag.equals(Tag.BINARY)) {
            return new ScalarValue.Text(binary(text));
        }
        if (tag.equals(Tag.FLOAT) && resolve(text) instanceof ScalarValue.Int whole) {
            return new ScalarValue.Real(whole.value().doubleValue());
        }
        return RESOLVED.contains(tag) ? resolve(text) : new ScalarValue.Text(text);
    }

    /** What an unquoted scalar means. */
    static ScalarValue resolve(String text) {
        if (TRUE.contains(text) || FALSE.contains(text)) {
            return new ScalarValue.Bool(TRUE.contains(text));
        }
        if (NULL.contains(text)) {
            return new ScalarValue.Null();
        }
        if (INFINITE.matcher(text).matches()) {
            return new ScalarValue.Real(text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
        }
        if (NOT_A_NUMBER.contains(text)) {
            return new ScalarValue.Real(Double.NaN);
        }
        return number(text).orElseGet(() -> new ScalarValue.Text(text));
    }

    private static Optional<ScalarValue> number(String text) {
        char first = text.charAt(0);
        if (first == '.') {
            return real(text);
        }
        if (first != '+' && first != '-' && (first < '0' || first > '9')) {
            return Optional.empty();
        }
        String digits = text.replace("_", "");
        return Timestamps.parse(text)
                .map(ScalarValue.class::cast)
                .or(() -> whole(digits))
                .or(() -> real(digits));
    }

    private static Optional<ScalarValue> whole(String text) {
        var match = WHOLE.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        for (int group = 2; group < RADIX.length; group++) {
            if (match.group(group) != null) {
                String digits = match.group(group);
                if (digits.length() > LONGEST_NUMBER) {
                    return Optional.empty(); // to read a million digits takes seconds
                }
                BigInteger size = new BigInteger(digits, RADIX[group]);
                BigInteger value = match.group(1).equals("-") ? size.negate() : size;
                boolean fits = value.compareTo(LEAST) >= 0 && value.compareTo(MOST) <= 0;
                return fits ? Optional.of(new ScalarValue.Int(value)) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static Optional<ScalarValue> real(String text) {
        if (!DECIMAL.matcher(text).matches()) {
            return Optional.empty();
        }
        double value = Double.parseDouble(text);
        return Double.isInfinite(value) ? Optional.empty() : Optional.of(new ScalarValue.Real(value));
    }

    private static String binary(String text) {
        try {
            return new String(Base64.getMimeDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    /** Leaves every scalar without a tag: SnakeYAML's own resolver goes by YAML 1.1, where {@code 22:22} is a number. */
    static final class Untagged extends Resolver {
        static final Tag NONE = new Tag("!untagged");

        @Override
        public Tag resolve(NodeId kind, String value, boolean implicit) {
            return kind == NodeId.scalar ? NONE : super.resolve(kind, value, implicit);
        }
    }
}
