package io.jenkins.plugins.flaskbbswarm.stack;

/** A number with its noun: {@code 1 change}, {@code 2 changes}. */
public final class Count {
    private Count() {}

    public static String of(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
