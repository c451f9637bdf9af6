package io.jenkins.plugins.flaskbbswarm.convert;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * Pattern-defeating quicksort, step for step as Go's {@code sort.Slice} does it. It is not stable, so it decides in
 * which order a service of more than twelve ports lists those of one number (53/tcp and 53/udp). That order is part of
 * the spec: another one would look like a change to a stack that docker CLI deployed.
 */
final class PatternDefeatingSort<T> {
    private static final int INSERTION = 12;
    private static final int NINTHER = 50;
    private static final int MOST_SWAPS = 12;

    private final List<T> items;
    private final Comparator<T> order;
    private int swaps;

    private PatternDefeatingSort(List<T> items, Comparator<T> order) {
        this.items = new ArrayList<>(items);
        this.order = order;
    }

    static <T> List<T> sorted(List<T> items, Comparator<T> order) {
        PatternDefeatingSort<T> sort = new PatternDefeatingSort<>(items, order);
        sort.sort(0, items.size(), Integer.SIZE - Integer.numberOfLeadingZeros(items.size()));
        return sort.items;
    }

    private boolean less(int i, int j) {
        return order.compare(items.get(i), items.get(j)) < 0;
    }

    private void swap(int i, int j) {
        Collections.swap(items, i, j);
    }

    /** @param patience how many bad pivots to bear; Go then turns to heapsort, for lists that no stack has */
    private void sort(int from, int to, int patience) {
        boolean balanced = true;
        boolean partitioned = true;
        while (to - from > INSERTION && patience > 0) {
            if (!balanced) {
                breakPatterns(from, to);
                patience--;
            }
            int pivot = choosePivot(from, to);
            if (swaps == MOST_SWAPS) {
                Collections.reverse(items.subList(from, to));
                pivot = to - 1 - (pivot - from);
                swaps = 0;
            }
            if (balanced && partitioned && swaps == 0 && isNearlySorted(from, to)) {
                return;
            }
            if (from > 0 && !less(from - 1, pivot)) {
                from = partitionEqual(from, to, pivot);
                continue;
            }
            partitioned = isPartitioned(from, to, pivot);
            int middle = partition(from, to);
            boolean leftIsShorter = middle - from < to - middle;
            balanced = Math.min(middle - from, to - middle) >= (to - from) / 8;
            if (leftIsShorter) {
                sort(from, middle, patience);
                from = middle + 1;
            } else {
                sort(middle + 1, to, patience);
                to = middle;
            }
        }
        items.subList(from, to).sort(order);
    }

    /** A median of three, or of three medians; {@link #swaps} tells how much out of order they were. */
    private int choosePivot(int from, int to) {
        int quarter = (to - from) / 4;
        swaps = 0;
        int low = from + quarter;
        int middle = from + quarter * 2;
        int high = from + quarter * 3;
        return to - from < NINTHER
                ? median(low, middle, high)
                : median(
                        median(low - 1, low, low + 1),
                        median(middle - 1, middle, middle + 1),
                        median(high - 1, high, high + 1));
    }

    private int median(int a, int b, int c) {
        int first = a;
        int second = b;
        int third = c;
        if (less(second, first)) {
            swaps++;
            first = b;
            second = a;
        }
        if (less(third, second)) {
            swaps++;
            int keep = second;
            second = third;
            third = keep;
        }
        if (less(second, first)) {
            swaps++;
            second = first;
        }
        return second;
    }

    /** Whether the list is sorted; a long one may be mended at a few places to be so. */
    private boolean isNearlySorted(int from, int to) {
        int at = from + 1;
        for (int step = 0; step < 5; step++) {
            while (at < to && !less(at, at - 1)) {
                at++;
            }
            if (at == to) {
                return true;
            }
            if (to - from < NINTHER) {
                return false;
            }
            mend(from, to, at);
        }
        return false;
    }

    private void mend(int from, int to, int at) {
        swap(at, at - 1);
        if (at - from >= 2) {
            for (int i = at - 1; i >= 1 && less(i, i - 1); i--) {
                swap(i, i - 1);
            }
        }
        if (to - at >= 2) {
            for (int i = at + 1; i < to && less(i, i - 1); i++) {
                swap(i, i - 1);
            }
        }
    }

    /** Whether nothing has to move for everything before the pivot to be less than it. Puts the pivot first. */
    private boolean isPartitioned(int from, int to, int pivot) {
        swap(from, pivot);
        int i = from + 1;
        while (i < to && less(i, from)) {
            i++;
        }
        while (i < to && !less(i, from)) {
            i++;
        }
        return i == to;
    }

    /** Puts what is less than the pivot, which is the first item, before it; returns the pivot's new place. */
    private int partition(int from, int to) {
        int i = from + 1;
        int j = to - 1;
        while (true) {
            while (i <= j && less(i, from)) {
                i++;
            }
            while (i <= j && !less(j, from)) {
                j--;
            }
            if (i > j) {
                swap(j, from);
                return j;
            }
            swap(i++, j--);
        }
    }

    /** Puts what equals the pivot first, none being less; returns where the greater ones begin. */
    private int partitionEqual(int from, int to, int pivot) {
        swap(from, pivot);
        int i = from + 1;
        int j = to - 1;
        while (true) {
            while (i <= j && !less(from, i)) {
                i++;
            }
            while (i <= j && less(from, j)) {
                j--;
            }
            if (i > j) {
                return i;
            }
            swap(i++, j--);
        }
    }

    /** Scatters three items around the middle, by numbers that only look random. */
    private void breakPatterns(int from, int to) {
        int length = to - from;
        long random = length;
        int mask = Integer.highestOneBit(length) * 2 - 1;
        int middle = from + length / 4 * 2 - 1;
        for (int i = 0; i < 3; i++) {
            random ^= random << 13;
            random ^= random >>> 7;
            random ^= random << 17;
            int other = (int) (random & mask);
            swap(middle + i, from + (other >= length ? other - length : other));
        }
    }
}
