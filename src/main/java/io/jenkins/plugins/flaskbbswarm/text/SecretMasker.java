package io.jenkins.plugins.flaskbbswarm.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.TreeSet;

/**
 * Knows values that must not be printed, and blanks them, in whatever common spelling they come. One of fewer than four
 * characters stays as it is: it is part of too many words, and what is left around it would tell it.
 */
public final class SecretMasker {
    private static final String BLANK = "****";
    private static final int SHORTEST = 4;
    private static final int SHORTEST_LINE = 6;

    private final Collection<String> spellings =
            new TreeSet<>(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));
    private final Runnable onFirstShort;
    private boolean hasShort;

    public SecretMasker() {
        this(() -> {});
    }

    /** @param onFirstShort told once that a value is too short to be blanked */
    public SecretMasker(Runnable onFirstShort) {
        this.onFirstShort = onFirstShort;
    }

    /** Of a value with several lines each line counts, since they are printed one by one. */
    public void add(String value) {
        String text = value.strip();
        if (text.isEmpty()) {
            return;
        }
        if (text.length() >= SHORTEST) {
            addSpellings(text);
        } else if (isFirstShort()) {
            // Outside of the lock: whoever is told may print, which asks this mask.
            onFirstShort.run();
        }
    }

    private synchronized boolean isFirstShort() {
        boolean isFirst = !hasShort;
        hasShort = true;
        return isFirst;
    }

    private synchronized void addSpellings(String text) {
        spellings.addAll(Spellings.of(text));
        if (text.contains("\n")) {
            text.lines()
                    .map(String::strip)
                    .filter(line -> line.length() >= SHORTEST_LINE)
                    .forEach(line -> spellings.addAll(Spellings.of(line)));
        }
    }

    public synchronized String blanked(String line) {
        String result = line;
        for (String spelling : spellings) {
            result = result.replace(spelling, BLANK);
        }
        return result;
    }
}
