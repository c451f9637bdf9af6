package io.jenkins.plugins.flaskbbswarm.yaml;

import org.yaml.snakeyaml.reader.StreamReader;

import java.util.BitSet;
import java.util.regex.Pattern;

/**
 * Text in which a TAB between two tokens of a line, before a comment or at a line's end counts as a space. SnakeYAML
 * knows spaces only there; YAML 1.2 and go yaml.v3 take both. Quoted and block texts keep their TABs, and a TAB that
 * indents stays an error.
 */
final class SeparatingTabs extends StreamReader {
    private static final Pattern BLOCK_HEADER =
            Pattern.compile("(?:|.*[\\s:-])[|>][-+0-9]{0,2}\\s*(?:#.*)?", Pattern.DOTALL);

    private final BitSet separators;

    private SeparatingTabs(String text, BitSet separators) {
        super(text);
        this.separators = separators;
    }

    static StreamReader of(String text) {
        return text.indexOf('\t') < 0 ? new StreamReader(text) : new SeparatingTabs(text, new Finder(text).find());
    }

    @Override
    public int peek() {
        return seen(super.peek(), 0);
    }

    @Override
    public int peek(int ahead) {
        return seen(super.peek(ahead), ahead);
    }

    private int seen(int character, int ahead) {
        return character == '\t' && separators.get(getIndex() + ahead) ? ' ' : character;
    }

    /** Finds the TABs that separate, by their place among the text's code points. */
    private static final class Finder {
        private final String text;
        private final BitSet found = new BitSet();
        private int blockIndent = -1;

        Finder(String text) {
            this.text = text;
        }

        BitSet find() {
            int start = 0;
            int codePoints = 0;
            while (start < text.length()) {
                int end = lineEnd(start);
                line(text.substring(start, end), codePoints);
                codePoints += text.codePointCount(start, Math.min(end + 1, text.length()));
                start = end + 1;
            }
            return found;
        }

        private int lineEnd(int start) {
            int end = start;
            while (end < text.length() && "\r\n\u0085\u2028\u2029".indexOf(text.charAt(end)) < 0) {
                end++;
            }
            return end;
        }

        private void line(String line, int codePoints) {
            String content = line.strip();
            int indent = line.length() - line.stripLeading().length();
            boolean isBlank = content.isEmpty();
            if (blockIndent >= 0 && !isBlank && indent <= blockIndent) {
                blockIndent = -1;
            }
            boolean isInBlock = blockIndent >= 0;
            if (line.indexOf('\t') >= 0 && !(isInBlock && isBlank)) {
                boolean says = !isBlank && (content.charAt(0) != '#' || isInBlock);
                mark(line, says ? firstSeparator(line, indent) : 0, codePoints);
            }
            if (!isInBlock && BLOCK_HEADER.matcher(content).matches()) {
                blockIndent = indent;
            }
        }

        /** What follows nothing but {@code -}, {@code ?} and {@code :} indents what comes after it. */
        private static int firstSeparator(String line, int indent) {
            int from = indent;
            while (from < line.length()
                    && ("-?:".indexOf(line.charAt(from)) >= 0 && isBlankAt(line, from + 1) || isBlankAt(line, from))) {
                from++;
            }
            return from;
        }

        private static boolean isBlankAt(String line, int index) {
            return index < line.length() && (line.charAt(index) == ' ' || line.charAt(index) == '\t');
        }

        /** A TAB behind a backslash may be escaped. */
        private void mark(String line, int from, int codePoints) {
            for (int i = line.indexOf('\t', from); i >= 0; i = line.indexOf('\t', i + 1)) {
                if (i == 0 || line.charAt(i - 1) != '\\') {
                    found.set(codePoints + line.codePointCount(0, i));
                }
            }
        }
    }
}
