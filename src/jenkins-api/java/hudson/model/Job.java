package hudson.model;

import java.io.File;

public abstract class Job<J, R> {
    public boolean isBuilding() {
        throw new UnsupportedOperationException();
    }

    public File getBuildDir() {
        throw new UnsupportedOperationException();
    }
}
