package io.jenkins.plugins.flaskbbswarm.compose.merge;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/**
 * How a later file's value goes over an earlier one's, by type. As in the reference (docker CLI 28 {@code merge.go}, with
 * the library mergo), a later value that is empty, zero or false does not count.
 */
final class MergeRules {
    private MergeRules() {}

    static String text(String base, String over) {
        return over.isEmpty() ? base : over;
    }

    static long number(long base, long over) {
        return over == 0 ? base : over;
    }

    static Duration duration(Duration base, Duration over) {
        return over.isZero() ? base : over;
    }

    static Optional<Duration> duration(Optional<Duration> base, Optional<Duration> over) {
        return both(base, over, MergeRules::duration);
    }

    /** A count, of which zero does count. */
    static Optional<Long> count(Optional<Long> base, Optional<Long> over) {
        return over.isPresent() ? over : base;
    }

    /** Merges what both have; else takes what one has. */
    static <T> Optional<T> both(Optional<T> base, Optional<T> over, BinaryOperator<T> merge) {
        return base.isPresent() && over.isPresent()
                ? Optional.of(merge.apply(base.get(), over.get()))
                : base.or(() -> over);
    }

    static <T> List<T> append(List<T> base, List<T> over) {
        List<T> all = new ArrayList<>(base);
        all.addAll(over);
        return all;
    }

    /** A list that replaces another as a whole. */
    static <T> List<T> replace(List<T> base, List<T> over) {
        return over.isEmpty() ? base : over;
    }

    static <T> Map<String, T> map(Map<String, T> base, Map<String, T> over) {
        Map<String, T> all = new TreeMap<>(base);
        all.putAll(over);
        return all;
    }

    /**
     * Lists whose items have a key: of several with one key the last counts, and the keys are put in order. This holds
     * for the earlier file's items even if the later file has none.
     *
     * @param given whether an earlier file has the list, be it without items
     */
    static <T, K extends Comparable<K>> List<T> keyed(List<T> base, List<T> over, boolean given, Function<T, K> key) {
        if (!given && base.isEmpty()) {
            return over;
        }
        Map<K, T> all = new LinkedHashMap<>();
        base.forEach(item -> all.put(key.apply(item), item));
        over.forEach(item -> all.put(key.apply(item), item));
        return new ArrayList<>(new TreeMap<>(all).values());
    }
}
