package io.jenkins.plugins.flaskbbswarm.convert;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Capabilities in the engine's spelling (docker CLI 28 {@code opts.EffectiveCapAddCapDrop}).
 *
 * @param add sorted; {@code ALL} stands alone
 * @param drop sorted; none that is added too
 */
record Capabilities(Set<String> add, Set<String> drop) {
    private static final String ALL = "ALL";
    private static final String RESET = "RESET";

    static Capabilities of(List<String> add, List<String> drop) {
        Set<String> added = normalized(add);
        Set<String> dropped = normalized(drop);
        dropped.removeAll(added);
        dropped.remove(RESET);
        added.remove(RESET);
        return new Capabilities(added, dropped);
    }

    private static Set<String> normalized(List<String> names) {
        Set<String> all = names.stream().map(Capabilities::normalized).collect(Collectors.toCollection(TreeSet::new));
        return all.contains(ALL) ? new TreeSet<>(Set.of(ALL)) : all;
    }

    private static String normalized(String name) {
        String upper = name.strip().toUpperCase(Locale.ROOT);
        return upper.equals(ALL) || upper.equals(RESET) || upper.startsWith("CAP_") ? upper : "CAP_" + upper;
    }
}
