package io.jenkins.plugins.flaskbbswarm.images;

import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The images that a Dockerfile builds on or copies from, as far as the wanted stage needs them: BuildKit fetches no
 * others, so neither do we.
 */
final class BaseImages {
    private static final Pattern FROM =
            Pattern.compile("(?:--\\S+\\s+)*(?<image>\\S+)(?:\\s+[aA][sS]\\s+(?<name>\\S+))?\\s*");
    private static final Pattern COPY_FROM = Pattern.compile("--from=(\\S+)");
    private static final Pattern MOUNT_FROM = Pattern.compile("--mount=\\S*?\\bfrom=([^,\\s]+)");
    private static final Pattern ARGUMENT = Pattern.compile("(\\w+)(?:=(\"[^\"]*\"|'[^']*'|\\S*))?");
    private static final Pattern VARIABLE = Pattern.compile("\\$(\\w+)|\\$\\{(\\w+)(?:(:?[-+])([^}]*))?\\}");

    private final Map<String, String> buildArgs;
    private final Map<String, String> variables = new TreeMap<>();
    private final List<Stage> stages = new ArrayList<>();

    private BaseImages(Map<String, String> buildArgs) {
        this.buildArgs = buildArgs;
    }

    /** Reads a Dockerfile; names that are no references, or hang on variables that are not set, are left out. */
    static Set<ImageReference> of(
            List<Instruction> dockerfile, Map<String, String> buildArgs, Optional<String> target) {
        BaseImages reader = new BaseImages(buildArgs);
        dockerfile.forEach(reader::read);
        return reader.neededBy(target);
    }

    private void read(Instruction instruction) {
        switch (instruction.name()) {
            case "FROM" -> beginStage(instruction.arguments());
            case "ARG" -> declare(instruction.arguments());
            case "COPY", "ADD" -> use(COPY_FROM, instruction.arguments());
            case "RUN" -> use(MOUNT_FROM, instruction.arguments());
            default -> {}
        }
    }

    private void beginStage(String arguments) {
        Matcher from = FROM.matcher(arguments);
        if (from.matches()) {
            stages.add(new Stage(Optional.ofNullable(from.group("name")), source(expand(from.group("image")), false)));
        }
    }

    /** Only what is declared before the first stage can be used in FROM. */
    private void declare(String arguments) {
        Matcher declared = ARGUMENT.matcher(arguments);
        while (stages.isEmpty() && declared.find()) {
            String name = declared.group(1);
            Optional<String> fallback = Optional.ofNullable(declared.group(2))
                    .map(value -> expand(value.replaceAll("^([\"'])(.*)\\1$", "$2")));
            Optional.ofNullable(buildArgs.get(name)).or(() -> fallback).ifPresent(value -> variables.put(name, value));
        }
    }

    private void use(Pattern option, String arguments) {
        Matcher used = option.matcher(arguments);
        while (!stages.isEmpty() && used.find()) {
            stages.get(stages.size() - 1).sources.add(source(used.group(1), true));
        }
    }

    private Source source(String name, boolean byNumber) {
        OptionalInt stage = stage(name, byNumber);
        return new Source(name, stage);
    }

    private OptionalInt stage(String name, boolean byNumber) {
        for (int i = 0; i < stages.size(); i++) {
            boolean named = stages.get(i).name.filter(name::equalsIgnoreCase).isPresent();
            if (named || byNumber && name.equals(Integer.toString(i))) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    private String expand(String text) {
        return VARIABLE.matcher(text).replaceAll(match -> {
            String name = match.group(1) == null ? match.group(2) : match.group(1);
            String value = variables.get(name);
            String operator = match.group(3) == null ? "" : match.group(3);
            boolean present = value != null && !(operator.startsWith(":") && value.isEmpty());
            String result =
                    switch (operator) {
                        case "-", ":-" -> present ? value : match.group(4);
                        case "+", ":+" -> present ? match.group(4) : "";
                        default -> present ? value : match.group();
                    };
            return Matcher.quoteReplacement(result);
        });
    }

    private Set<ImageReference> neededBy(Optional<String> target) {
        Set<ImageReference> images = new LinkedHashSet<>();
        OptionalInt wanted = target.map(name -> stage(name, true)).orElse(OptionalInt.of(stages.size() - 1));
        collect(wanted.orElse(-1), images, new LinkedHashSet<>());
        return images;
    }

    private void collect(int stage, Set<ImageReference> images, Set<Integer> seen) {
        if (stage < 0 || !seen.add(stage)) {
            return;
        }
        for (Source source : stages.get(stage).sources) {
            source.image().ifPresent(images::add);
            collect(source.stage.orElse(-1), images, seen);
        }
    }

    private static final class Stage {
        private final Optional<String> name;
        private final List<Source> sources = new ArrayList<>();

        Stage(Optional<String> name, Source base) {
            this.name = name;
            sources.add(base);
        }
    }

    /** What a stage is made from: an earlier stage or an image. */
    private record Source(String name, OptionalInt stage) {
        Optional<ImageReference> image() {
            if (stage.isPresent() || name.equals("scratch")) {
                return Optional.empty();
            }
            try {
                return Optional.of(ImageReference.parse(name).withDefaultTag());
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
    }
}
