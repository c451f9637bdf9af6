package io.jenkins.plugins.flaskbbswarm.plan;

import java.util.Set;

/**
 * Which services and networks go that a stack has and does not want.
 *
 * @param all whether all of them
 * @param names those on the engine that go, if not all do
 */
public record Prune(boolean all, Set<String> names) {
    /** What is not wanted stays: others may have made it. */
    public static final Prune NOTHING = new Prune(false, Set.of());

    /** All goes that is not wanted, whoever made it. */
    public static final Prune EVERYTHING = new Prune(true, Set.of());

    public Prune {
        names = Set.copyOf(names);
    }

    /** These go, and no others. */
    public static Prune only(Set<String> names) {
        return new Prune(false, names);
    }

    boolean takes(String name) {
        return all || names.contains(name);
    }
}
