package hudson.model;

import java.io.File;

public abstract class Job<J, R> {
    public File getBuildDir() {
        throw new UnsupportedOperationException();
    }
}
