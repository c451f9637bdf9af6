package io.jenkins.plugins.flaskbbswarm.images;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One instruction of a Dockerfile: lines joined, comments gone.
 *
 * @param line where it begins, from 1
 * @param name in upper case, such as {@code FROM}
 */
record Instruction(int line, String name, String arguments) {
    private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\w+|\\{[^}]*\\})");

    /** Splits a Dockerfile; does not judge it, which is the builder's business. */
    static List<Instruction> parse(String dockerfile) {
        return new Parser(dockerfile, continuation(Parser.escape(dockerfile)), true).instructions();
    }

    /**
     * The same as a builder does that takes the end of a line that goes on for granted, and knows here-documents or not.
     */
    static List<Instruction> parse(String dockerfile, Pattern continued, boolean hereDocuments) {
        return new Parser(dockerfile, continued, hereDocuments).instructions();
    }

    /** How a line ends that goes on in the next one. */
    static Pattern continuation(String escape) {
        return Pattern.compile(Pattern.quote(escape) + "[ \t]*$");
    }

    /** The same to builders of version 23 on, to which an escape that is escaped itself ends nothing. */
    static Pattern strictContinuation(String escape) {
        return Pattern.compile("(?<!" + Pattern.quote(escape) + ")" + continuation(escape));
    }

    /** Whether a builder may show it so: on one line, with values for variables. */
    boolean mayBeCalled(String text) {
        String[] fixed = VARIABLE.split((name + " " + arguments).replaceAll("\\s+", " "), -1);
        String pattern = Arrays.stream(fixed).map(Pattern::quote).collect(Collectors.joining(".*"));
        return text.matches(pattern);
    }

    private static final class Parser {
        private static final Pattern ESCAPE_DIRECTIVE = Pattern.compile("#\\s*escape\\s*=\\s*(\\S)\\s*");
        private static final Pattern DIRECTIVE = Pattern.compile("#\\s*\\w+\\s*=.*");
        private static final Pattern COMMENT = Pattern.compile("\\s*#.*|\\s*");
        private static final Pattern HERE_DOCUMENT = Pattern.compile("<<-?\\s*[\"']?([A-Za-z_][A-Za-z0-9_.]*)[\"']?");

        private final List<String> lines;
        private final Pattern continued;
        private final boolean hereDocuments;
        private final List<Instruction> instructions = new ArrayList<>();
        private int at;

        Parser(String dockerfile, Pattern continued, boolean hereDocuments) {
            this.lines = lines(dockerfile);
            this.continued = continued;
            this.hereDocuments = hereDocuments;
        }

        /** A carriage return within a line is but a space to builders. */
        private static List<String> lines(String dockerfile) {
            return dockerfile
                    .replaceFirst("^\uFEFF", "")
                    .replaceAll("\r+\n", "\n")
                    .replace('\r', ' ')
                    .lines()
                    .toList();
        }

        List<Instruction> instructions() {
            while (at < lines.size()) {
                if (COMMENT.matcher(lines.get(at)).matches()) {
                    at++;
                } else {
                    instruction();
                }
            }
            return instructions;
        }

        /** Directives are the comments before all else; only this one changes how lines are read. */
        static String escape(String dockerfile) {
            for (String line : lines(dockerfile)) {
                Matcher directive = ESCAPE_DIRECTIVE.matcher(line);
                if (directive.matches()) {
                    return directive.group(1);
                }
                if (!DIRECTIVE.matcher(line).matches()) {
                    break;
                }
            }
            return "\\";
        }

        private void instruction() {
            int first = at + 1;
            StringBuilder text = new StringBuilder();
            boolean more = true;
            while (more && at < lines.size()) {
                String line = lines.get(at++);
                if (!text.isEmpty() && COMMENT.matcher(line).matches()) {
                    continue;
                }
                Matcher end = continued.matcher(line);
                more = end.find();
                text.append(more ? line.substring(0, end.start()) : line);
            }
            String[] parts = text.toString().strip().split("\\s+", 2);
            String name = parts[0].toUpperCase(Locale.ROOT);
            String arguments = parts.length < 2 ? "" : parts[1];
            instructions.add(new Instruction(first, name, arguments));
            if (hereDocuments && List.of("RUN", "COPY", "ADD").contains(name)) {
                skipHereDocuments(arguments);
            }
        }

        private void skipHereDocuments(String arguments) {
            Matcher marks = HERE_DOCUMENT.matcher(arguments);
            while (marks.find()) {
                String mark = marks.group(1);
                for (int end = at; end < lines.size(); end++) {
                    if (lines.get(end).strip().equals(mark)) {
                        at = end + 1;
                        break;
                    }
                }
            }
        }
    }
}
