package hudson.model;

import hudson.FilePath;

public abstract class Node {
    public abstract FilePath getRootPath();

    public FilePath createPath(String absolutePath) {
        throw new UnsupportedOperationException();
    }
}
