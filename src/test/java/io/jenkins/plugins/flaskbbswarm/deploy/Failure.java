package io.jenkins.plugins.flaskbbswarm.deploy;

import java.util.List;

/**
 * One way to fail.
 *
 * @param change what is wrong with the release
 * @param ends whether it is found before anything is touched, or put back
 * @param words that the failure's message has
 */
record Failure(String name, Change change, Class<? extends Exception> ends, List<String> words) {
    /** What is done to a good release. */
    @FunctionalInterface
    interface Change {
        /** @param port on which the running release answers "hello" */
        void to(ReleaseBench bench, int port);

        /** This, and that too. */
        default Change and(Change other) {
            return (bench, port) -> {
                to(bench, port);
                other.to(bench, port);
            };
        }
    }

    static Failure putBack(String name, Change change, String... words) {
        return new Failure(name, change, ReleaseFailedException.class, List.of(words));
    }

    static Failure refused(String name, Change change, String... words) {
        return new Failure(name, change, InvalidRequestException.class, List.of(words));
    }

    @Override
    public String toString() {
        return name;
    }
}
