package io.jenkins.plugins.flaskbbswarm.yaml;

/** The file stands for a tree that nobody can hold. */
final class TooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Location location;
    private final String remedy;

    TooLargeException(Location location, String message, String remedy) {
        super(message);
        this.location = location;
        this.remedy = remedy;
    }

    Location location() {
        return location;
    }

    String remedy() {
        return remedy;
    }
}
