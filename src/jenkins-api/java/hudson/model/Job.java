package hudson.model;

import java.io.File;

public abstract class Job<J extends Job<J, R>, R extends Run<J, R>> implements Item {
    public boolean isBuilding() {
        throw new UnsupportedOperationException();
    }

    public R getBuildByNumber(int number) {
        throw new UnsupportedOperationException();
    }

    public File getBuildDir() {
        throw new UnsupportedOperationException();
    }
}
