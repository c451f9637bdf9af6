package io.jenkins.plugins.flaskbbswarm.yaml;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the name that somebody probably meant. */
public final class Suggestion {
    private static final int LONGEST = 64;
    private static final int MOST = 1000;

    private Suggestion() {}

    /**
     * The known name that differs from {@code name} in the fewest letters; empty if none is alike. Very long names, and
     * those beyond the first thousand, are not compared: that would take longer than it helps.
     */
    public static Optional<String> to(String name, Collection<String> known) {
        if (name.length() > LONGEST) {
            return Optional.empty();
        }
        int tolerance = Math.max(1, name.length() / 3);
        return known.stream()
                .limit(MOST)
                .filter(candidate -> Math.abs(candidate.length() - name.length()) <= tolerance)
                .filter(candidate -> distance(name, candidate) <= tolerance)
                .min(Comparator.comparingInt((String candidate) -> distance(name, candidate))
                        .thenComparing(candidate -> !Arrays.equals(letters(name), letters(candidate)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Swapped letters are the likelier slip. */
    private static int[] letters(String name) {
        return name.chars().sorted().toArray();
    }

    /** Letters to add, drop, change or swap with their neighbour to get from one to the other. */
    private static int distance(String from, String to) {
        int[][] cost = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                cost[i][j] = i == 0 ? j : j == 0 ? i : cheapest(cost, from, to, i, j);
            }
        }
        return cost[from.length()][to.length()];
    }

    private static int cheapest(int[][] cost, String from, String to, int i, int j) {
        int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
        int best = Math.min(cost[i - 1][j - 1] + change, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean swapped =
                i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
