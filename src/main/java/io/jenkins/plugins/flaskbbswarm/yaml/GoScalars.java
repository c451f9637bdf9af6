package io.jenkins.plugins.flaskbbswarm.yaml;

import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Texts that go yaml.v3, and so the docker CLI, reads and SnakeYAML does not: the escapes {@code \TAB} and {@code \'} in
 * double quotes, and a plain text that goes on in a line of spaces and a TAB. Where SnakeYAML stops at one, it is written
 * the other way and read again: SnakeYAML alone knows in what kind of text it was.
 */
final class GoScalars {
    /** Each one means to read all again: of a huge file, only a few are mended. */
    private static final int MOST = 50;

    private static final int MOST_CHARACTERS = 16 * 1024 * 1024;

    private final StringBuilder text;
    private final Map<Integer, MarkedYAMLException> continued = new TreeMap<>();
    private int mended;

    GoScalars(String text) {
        this.text = new StringBuilder(text);
    }

    String text() {
        return text.toString();
    }

    /** Whether the text was written otherwise at the place of a failure, so that it may be read again. */
    boolean mend(MarkedYAMLException failure) {
        Mark place = failure.getProblemMark();
        String problem = Optional.ofNullable(failure.getProblem()).orElse("");
        if (place == null || ++mended > MOST || (long) mended * text.length() > MOST_CHARACTERS) {
            return false;
        }
        int at = text.offsetByCodePoints(0, Math.min(place.getIndex(), text.codePointCount(0, text.length())));
        return problem.startsWith("found unknown escape character") ? mendEscapes(at) : mendContinuation(at, failure);
    }

    /** This escape, and those that follow in the same quotes. */
    private boolean mendEscapes(int at) {
        boolean isMended = false;
        int i = at - 1;
        while (i >= 0 && i + 1 < text.length() && text.charAt(i) != '"') {
            if (text.charAt(i) != '\\') {
                i++;
            } else if (text.charAt(i + 1) == '\'') {
                text.deleteCharAt(i++);
                isMended = true;
            } else {
                if (text.charAt(i + 1) == '\t') {
                    text.setCharAt(i + 1, 't');
                    isMended = true;
                }
                i += 2;
            }
        }
        return isMended;
    }

    private boolean mendContinuation(int at, MarkedYAMLException failure) {
        if (at >= text.length() || text.charAt(at) != '\t') {
            return false;
        }
        int start = at;
        while (start > 0 && text.charAt(start - 1) == ' ') {
            start--;
        }
        if (start == at || start > 0 && text.charAt(start - 1) != '\n') {
            return false;
        }
        continued.put(text.codePointCount(0, at), failure);
        for (int i = at; i < text.length() && (text.charAt(i) == '\t' || text.charAt(i) == ' '); i++) {
            text.setCharAt(i, ' ');
        }
        return true;
    }

    /** Of two failures the one to be told: what stands behind a TAB that is no continuation fails since that TAB is there. */
    MarkedYAMLException told(MarkedYAMLException failure) {
        Mark place = failure.getProblemMark();
        return continued.values().stream()
                .filter(first -> place != null && first.getProblemMark().getLine() == place.getLine())
                .findFirst()
                .orElse(failure);
    }

    /**
     * What was taken for the continuation of a plain text has to be inside one.
     *
     * @throws MarkedYAMLException the failure that was mended, if it is not
     */
    void check(Node root) {
        if (continued.isEmpty()) {
            return;
        }
        Map<Integer, MarkedYAMLException> open = new TreeMap<>(continued);
        Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Node> left = new ArrayDeque<>(List.of(root));
        while (!left.isEmpty()) {
            Node node = left.pop();
            if (!seen.add(node)) {
                continue;
            }
            if (node instanceof ScalarNode scalar && scalar.isPlain()) {
                open.keySet().removeIf(index -> isInside(scalar, index));
            } else if (node instanceof MappingNode map) {
                map.getValue().forEach(pair -> left.addAll(List.of(pair.getKeyNode(), pair.getValueNode())));
            } else if (node instanceof SequenceNode list) {
                left.addAll(list.getValue());
            }
        }
        for (MarkedYAMLException failure : open.values()) {
            throw failure;
        }
    }

    private static boolean isInside(ScalarNode scalar, int index) {
        return scalar.getStartMark().getIndex() < index
                && index < scalar.getEndMark().getIndex();
    }
}
