package io.jenkins.plugins.flaskbbswarm.yaml;

/**
 * A place in a file that a person can jump to.
 *
 * @param file the file's name as the user gave it
 * @param line counted from 1
 * @param column counted from 1
 */
public record Location(String file, int line, int column) {
    /** {@code file:line:column}, which editors and build logs turn into a link. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
