package io.jenkins.plugins.flaskbbswarm.stack;

import java.util.regex.Pattern;

/**
 * The name of a stack, which prefixes the name of each object that belongs to it.
 *
 * @param name what {@code docker stack ls} shows
 */
public record Namespace(String name) {
    /** The label by which {@code docker stack} finds what belongs to a stack. */
    public static final String LABEL = "com.docker.stack.namespace";

    private static final Pattern VALID = Pattern.compile("[a-zA-Z0-9](?:[a-zA-Z0-9._-]*[a-zA-Z0-9])?");

    /** @throws IllegalArgumentException if the engine would refuse names that begin with this one */
    public Namespace {
        if (!VALID.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name + "' is not a stack name: use letters, digits, '.', '_' and"
                    + " '-', beginning and ending with a letter or digit");
        }
    }

    /** The name on the engine of the object called {@code key} in the stack file (as docker CLI 28 {@code Namespace.Scope}). */
    public String scope(String key) {
        return name + "_" + key;
    }

    @Override
    public String toString() {
        return name;
    }
}
