package io.jenkins.plugins.flaskbbswarm.stack;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;

/**
 * An amount of what a node has.
 *
 * @param cpus processors as a decimal number; empty for any
 * @param memory bytes; 0 for any
 * @param pids processes, of a limit; 0 for any
 * @param generic user-defined resources, of a reservation
 */
public record Resources(String cpus, long memory, long pids, List<Generic> generic) {
    private static final Pattern NUMBER =
            Pattern.compile("[-+]?(?:[0-9]{1,18}\\.?[0-9]{0,18}|\\.[0-9]{1,18})(?:[eE][-+]?[0-9]{1,2}|/[0-9]{1,18})?");

    public Resources {
        generic = List.copyOf(generic);
    }

    /**
     * Billionths of a processor, 0 for any; docker CLI 28 {@code opts.ParseCPUs} takes decimals and fractions.
     *
     * @throws IllegalArgumentException if {@link #cpus} is no number, or finer than a billionth
     */
    public long nanoCpus() {
        if (cpus.isEmpty()) {
            return 0;
        }
        if (!NUMBER.matcher(cpus).matches()) {
            throw new IllegalArgumentException("it is not a decimal number");
        }
        String[] fraction = cpus.split("/");
        try {
            BigDecimal nano = new BigDecimal(fraction[0]).movePointRight(9);
            return (fraction.length == 1 ? nano : nano.divide(new BigDecimal(fraction[1]))).longValueExact();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("it is finer than a billionth, or too large", e);
        }
    }

    /** A number of some user-defined thing. */
    public record Generic(String kind, long value) {}
}
