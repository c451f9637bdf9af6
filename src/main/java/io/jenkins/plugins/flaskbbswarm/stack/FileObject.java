package io.jenkins.plugins.flaskbbswarm.stack;

import java.util.Map;
import java.util.Optional;

/**
 * A secret or config that a stack declares.
 *
 * @param name its name on the engine; empty for one made of stack and key
 * @param file the file that holds its data; empty if external, made by a driver, or given in the stack file
 * @param external whether somebody else makes it
 * @param driver of a secret: a plugin that provides the data
 * @param templateDriver resolves {@code {{…}}} in the data, such as {@code golang}
 * @param content the data, once it was read
 * @param extensions {@code x-} fields, and modern ones that hold or name the data: kept to be printed
 */
public record FileObject(
        String name,
        String file,
        boolean external,
        Map<String, String> labels,
        String driver,
        Map<String, String> driverOptions,
        String templateDriver,
        Optional<Content> content,
        Map<String, Object> extensions) {
    public FileObject {
        labels = Sorted.copy(labels);
        driverOptions = Sorted.copy(driverOptions);
        extensions = Sorted.copy(extensions);
    }

    /** The same object with its data. */
    public FileObject withContent(Content newContent) {
        return new FileObject(
                name,
                file,
                external,
                labels,
                driver,
                driverOptions,
                templateDriver,
                Optional.of(newContent),
                extensions);
    }
}
