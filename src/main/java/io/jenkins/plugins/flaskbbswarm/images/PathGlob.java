package io.jenkins.plugins.flaskbbswarm.images;

import java.util.BitSet;
import java.util.List;

/**
 * A path pattern as {@code .dockerignore} has them: Go's {@code filepath.Match} ({@code *}, {@code ?}, {@code [a-c]},
 * {@code [^a]}, {@code \}) plus {@code **} for any number of directories (as moby/patternmatcher 0.6).
 * A path is read once, keeping all places of the pattern that it may have come to: what a regular expression tries one
 * after the other could take for ever with a dozen stars.
 */
final class PathGlob {
    private static final String SPECIAL = "*?[]\\";

    private final String glob;
    private final List<GlobStep> steps;
    private final String literalStart;

    private PathGlob(String glob, List<GlobStep> steps) {
        this.glob = glob;
        this.steps = steps;
        this.literalStart = glob.substring(0, firstSpecial(glob, 0));
    }

    /**
     * Compiles a cleaned pattern: no leading or trailing slash, no {@code .} or {@code ..} in it.
     *
     * @throws IllegalArgumentException if Docker would refuse it; the message says what is wrong
     */
    static PathGlob compile(String glob) {
        return new PathGlob(glob, new GlobParser(glob).steps());
    }

    /** Whether this very path matches; what a match means for things below it is not decided here. */
    boolean matches(String path) {
        BitSet places = new BitSet();
        enter(places, 0);
        for (int at = 0; at < path.length() && !places.isEmpty(); at += Character.charCount(path.codePointAt(at))) {
            places = after(places, path.codePointAt(at));
        }
        return places.get(steps.size());
    }

    private BitSet after(BitSet places, int character) {
        BitSet next = new BitSet();
        for (int place = places.nextSetBit(0);
                place >= 0 && place < steps.size();
                place = places.nextSetBit(place + 1)) {
            GlobStep step = steps.get(place);
            if (step.stays(character)) {
                enter(next, place);
            }
            if (step.passes(character)) {
                enter(next, place + 1);
            }
        }
        return next;
    }

    /** Comes to a place, and to those behind it that may be reached for nothing. */
    private void enter(BitSet places, int from) {
        int place = from;
        while (!places.get(place)) {
            places.set(place);
            if (place == steps.size() || steps.get(place).skip() == 0) {
                return;
            }
            if (steps.get(place).skip() > 1) {
                places.set(place + 1);
            }
            place += steps.get(place).skip();
        }
    }

    /** False only if nothing below the directory can match: then nobody needs to look there. */
    boolean mayMatchBelow(String directory) {
        String below = directory + "/";
        boolean literal = literalStart.length() == glob.length();
        return literalStart.startsWith(below) || !literal && below.startsWith(literalStart);
    }

    static int firstSpecial(String text, int from) {
        int at = from;
        while (at < text.length() && SPECIAL.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at;
    }
}
