package hudson.model;

import java.io.Serializable;

/** The result of a build, as a name. */
public final class Result implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String name;

    private Result(String name) {
        this.name = name;
    }

    public static Result fromString(String name) {
        return new Result(name);
    }

    @Override
    public String toString() {
        return name;
    }
}
