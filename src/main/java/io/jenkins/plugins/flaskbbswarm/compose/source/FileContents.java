package io.jenkins.plugins.flaskbbswarm.compose.source;

import io.jenkins.plugins.flaskbbswarm.stack.Content;
import io.jenkins.plugins.flaskbbswarm.stack.FileNames;
import io.jenkins.plugins.flaskbbswarm.stack.FileObject;
import io.jenkins.plugins.flaskbbswarm.stack.Stack;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Reads the data of a stack's secrets and configs. */
public final class FileContents {
    private static final int MAX_SECRET = 500 * 1024;
    private static final int MAX_CONFIG = 1000 * 1024;

    private final ReadContext reading;

    public FileContents(ReadContext reading) {
        this.reading = reading;
    }

    public Stack read(Stack stack) {
        return new Stack(
                stack.version(),
                stack.services(),
                stack.networks(),
                stack.volumes(),
                read("secret", stack.secrets(), MAX_SECRET),
                read("config", stack.configs(), MAX_CONFIG),
                stack.extensions());
    }

    private Map<String, FileObject> read(String kind, Map<String, FileObject> objects, int limit) {
        Map<String, FileObject> all = new TreeMap<>();
        objects.forEach((key, object) -> {
            boolean hasFile = !object.file().isEmpty();
            all.put(key, hasFile ? read(kind, key, object, limit) : object);
        });
        return all;
    }

    private FileObject read(String kind, String key, FileObject object, int limit) {
        String path = kind + "s." + key + ".file";
        try {
            byte[] data = reading.files().read(Path.of(object.file()), limit);
            if (data.length > limit) {
                error(path, "the engine takes no " + kind + " over " + limit / 1024 + " KiB", "mount a volume instead");
            }
            return object.withContent(Content.of(data));
        } catch (NoSuchFileException e) {
            error(path, "there is no file " + object.file(), "create it, or correct the path");
        } catch (InvalidPathException e) {
            error(path, "'" + object.file() + "' is not a valid file name", FileNames.remedy(object.file()));
        } catch (IOException e) {
            error(path, "cannot read " + object.file() + ": " + e.getMessage(), "check what it is and who may read it");
        }
        return object;
    }

    private void error(String path, String message, String remedy) {
        reading.error(reading.places().of(path), path, message, remedy);
    }
}
