package hudson.model;

import java.io.File;

public abstract class Run<J, R> {

    public File getRootDir() {
        throw new UnsupportedOperationException();
    }

    public String getExternalizableId() {
        throw new UnsupportedOperationException();
    }
}
