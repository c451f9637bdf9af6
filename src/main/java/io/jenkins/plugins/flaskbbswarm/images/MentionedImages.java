package io.jenkins.plugins.flaskbbswarm.images;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * All images that a Dockerfile may use, whoever reads it: where builders of different versions read a line differently,
 * each reading counts, needed or not. For files whose author is not trusted; {@link BaseImages} tells what a build needs.
 */
final class MentionedImages {
    private static final Pattern FROM = Pattern.compile("(?:--\\S+\\s+)*(\\S+).*");
    /** All that is understood of it: whatever else has words that builders may read otherwise. */
    private static final Pattern PLAIN_FROM =
            Pattern.compile("(?i)(--platform=(?:[\\w/.:$-]|\\$\\{\\w+})+\\s+)?[^\\s-]\\S*(\\s+as\\s+\\S+)?\\s*");
    /** What builders take for a space at the edges of lines and between flags, and Java does not. */
    private static final Pattern OTHER_SPACES = Pattern.compile("[\\x85\\xA0\\u2007\\u202F]|[\\p{Z}&&[^ ]]");

    private static final Pattern STAGE = Pattern.compile("(?:--\\S+\\s+)*\\S+\\s+[aA][sS]\\s+(\\S+)\\s*");
    private static final Pattern COPY_FROM = Pattern.compile("--from=(\\S+)");
    private static final Pattern MOUNT_FROM = Pattern.compile("(?i)\\bfrom=([^,\\s]+)");
    private static final Pattern ARGUMENT = Pattern.compile("(\\w+)(?:=(\\S*))?");
    private static final Pattern OF_THE_PLATFORM = Pattern.compile("(BUILD|TARGET)[A-Z]+");
    private static final Pattern VARIABLE = Pattern.compile("\\$(\\w+)|\\$\\{(\\w+)}");
    private static final Pattern QUOTES = Pattern.compile("[\"'\\\\`]");
    private static final Pattern SYNTAX = Pattern.compile("(?i)\\s*(?:#|//)\\s*syntax\\s*=\\s*(\\S+).*");
    /** Builders look for {@code {"syntax": …}} in the place of a Dockerfile, too, after a line {@code #!…}. */
    private static final Pattern JSON = Pattern.compile("\uFEFF?(?:#!.*\n)?\\s*\\{");

    private static final Pattern SYNTAX_OF_DOCKER = Pattern.compile("(docker\\.io/)?docker/dockerfile"
            + "(:(latest|labs|1|1-labs|1\\.([2-9]|[1-9][0-9]+)(\\.[0-9]+)?(-labs)?))?");

    private static final List<Pattern> CONTINUATIONS = Stream.of("\\", "`")
            .flatMap(escape -> Stream.of(Instruction.continuation(escape), Instruction.strictContinuation(escape)))
            .toList();

    private final Map<String, String> buildArgs;
    private final Map<String, String> variables = new HashMap<>();
    private final Set<String> unclear = new HashSet<>();
    private final Set<String> names = new TreeSet<>();
    private final Set<String> fetched = new TreeSet<>();
    private final Set<String> stages = new HashSet<>();
    private boolean inStage;

    private MentionedImages(Map<String, String> buildArgs) {
        this.buildArgs = buildArgs;
    }

    /** Names as they are written, with variables replaced where their values are sure; those of stages among them. */
    static Set<String> of(String dockerfile, Map<String, String> buildArgs) {
        return readings(dockerfile, buildArgs, reading -> reading.names);
    }

    /** Those that are no stage of the file in some reading, so that a builder would look for such an image. */
    static Set<String> fetched(String dockerfile, Map<String, String> buildArgs) {
        return readings(dockerfile, buildArgs, reading -> reading.fetched);
    }

    private static Set<String> readings(
            String dockerfile, Map<String, String> buildArgs, Function<MentionedImages, Set<String>> wanted) {
        String text = OTHER_SPACES.matcher(dockerfile).replaceAll(" ");
        Set<String> names = new TreeSet<>();
        for (Pattern continued : CONTINUATIONS) {
            for (boolean hereDocuments : List.of(true, false)) {
                MentionedImages reading = new MentionedImages(buildArgs);
                Instruction.parse(text, continued, hereDocuments).forEach(reading::read);
                names.addAll(wanted.apply(reading));
            }
        }
        return names;
    }

    /** Programs that would read a Dockerfile in the place of Docker's own, and may do with it as they like. */
    static List<String> frontends(String dockerfile) {
        List<String> frontends = new ArrayList<>();
        if (JSON.matcher(dockerfile).lookingAt()) {
            frontends.add("what its JSON names");
        }
        for (String line : dockerfile.split("\n", -1)) {
            Matcher syntax = SYNTAX.matcher(line.strip());
            if (syntax.matches() && !SYNTAX_OF_DOCKER.matcher(syntax.group(1)).matches()) {
                frontends.add(syntax.group(1));
            }
        }
        return frontends;
    }

    private void read(Instruction instruction) {
        String plain = QUOTES.matcher(instruction.arguments()).replaceAll("");
        switch (instruction.name()) {
            case "ONBUILD" ->
                Instruction.parse(instruction.arguments(), CONTINUATIONS.get(0), false)
                        .forEach(this::read);
            case "ARG" -> declare(instruction.arguments());
            case "COPY", "ADD" -> use(COPY_FROM, plain);
            case "FROM" -> {
                inStage = true;
                use(FROM, plain);
                if (!PLAIN_FROM.matcher(plain).matches()) {
                    names.add(plain);
                }
                Matcher named = STAGE.matcher(plain);
                if (named.matches()) {
                    stages.add(named.group(1).toLowerCase(Locale.ROOT));
                }
            }
            case "RUN" -> {
                if (plain.contains("--mount")) {
                    use(MOUNT_FROM, plain);
                }
            }
            default -> {}
        }
    }

    private void use(Pattern pattern, String arguments) {
        Matcher used = pattern.matcher(arguments);
        while (used.find()) {
            String name = expand(used.group(1));
            names.add(name);
            boolean isNumber = pattern != FROM && name.matches("[0-9]+");
            if (!isNumber && !name.equals("scratch") && !stages.contains(name.toLowerCase(Locale.ROOT))) {
                fetched.add(name);
            }
        }
    }

    /** A variable of several values, or of one that hangs on quotes or on the platform, has none that is sure. */
    private void declare(String arguments) {
        boolean quoted = QUOTES.matcher(arguments).find() && arguments.strip().matches(".*\\s.*");
        Matcher declared = ARGUMENT.matcher(QUOTES.matcher(arguments).replaceAll(""));
        while (!inStage && declared.find()) {
            String name = declared.group(1);
            String value = buildArgs.getOrDefault(name, declared.group(2));
            boolean again = value != null && variables.put(name, expand(value)) != null;
            if (quoted
                    || again
                    || value == null
                    || OF_THE_PLATFORM.matcher(name).matches()) {
                unclear.add(name);
            }
        }
    }

    private String expand(String text) {
        return VARIABLE.matcher(text).replaceAll(match -> {
            String name = match.group(1) == null ? match.group(2) : match.group(1);
            boolean sure = variables.containsKey(name) && !unclear.contains(name);
            return Matcher.quoteReplacement(sure ? variables.get(name) : match.group());
        });
    }
}
