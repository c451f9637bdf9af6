package io.jenkins.plugins.flaskbbswarm.jenkins.credentials;

import java.util.Collection;
import java.util.Comparator;
import java.util.TreeSet;

/** Knows what must not be printed, and blanks it. */
public final class Mask {
    private static final int SHORTEST_LINE = 6;

    private final Collection<String> secrets =
            new TreeSet<>(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    /** Of a value with several lines each line counts, since they are printed one by one. */
    public synchronized void add(String value) {
        String text = value.strip();
        if (text.isEmpty()) {
            return;
        }
        secrets.add(text);
        if (text.contains("\n")) {
            text.lines()
                    .map(String::strip)
                    .filter(line -> line.length() >= SHORTEST_LINE)
                    .forEach(secrets::add);
        }
    }

    public synchronized String blanked(String line) {
        String result = line;
        for (String secret : secrets) {
            result = result.replace(secret, "****");
        }
        return result;
    }
}
