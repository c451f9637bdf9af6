package io.jenkins.plugins.flaskbbswarm.compose.merge;

import io.jenkins.plugins.flaskbbswarm.compose.interpolate.DotEnv;
import io.jenkins.plugins.flaskbbswarm.compose.interpolate.EnvFile;
import io.jenkins.plugins.flaskbbswarm.compose.source.ComposeFiles;
import io.jenkins.plugins.flaskbbswarm.compose.source.ReadContext;
import io.jenkins.plugins.flaskbbswarm.compose.source.Variables;
import io.jenkins.plugins.flaskbbswarm.yaml.Location;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlScalar;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The variables of an included model: the stack's own win over those of its env files, or of a {@code .env} beside it. */
final class IncludedVariables {
    private final ComposeFiles files;
    private final ReadContext reading;
    private final String field;

    IncludedVariables(ComposeFiles files, ReadContext reading, String field) {
        this.files = files;
        this.reading = reading;
        this.field = field;
    }

    /** @param project where the {@code .env} file is that counts if no file is named */
    Variables read(List<YamlScalar> envFiles, Path project) {
        Map<String, String> defaults = new LinkedHashMap<>();
        if (envFiles.isEmpty()) {
            readDefault(project.resolve(".env"), defaults);
        }
        for (YamlScalar file : envFiles) {
            if (!file.text().equals("/dev/null")) {
                files.locate(file, reading.directory(), field)
                        .ifPresent(path -> files.bytes(path, EnvFile.MAX_BYTES, file, field)
                                .ifPresent(content -> parse(path, content, defaults)));
            }
        }
        return defaults.isEmpty() ? reading.variables() : reading.variables().over(defaults);
    }

    private void readDefault(Path path, Map<String, String> defaults) {
        try {
            parse(path, reading.files().read(path, EnvFile.MAX_BYTES), defaults);
        } catch (NoSuchFileException e) {
            // It is optional.
        } catch (IOException e) {
            Location start = new Location(files.name(path), 1, 1);
            reading.error(start, field, "the file cannot be read: " + e.getMessage(), "name another with env_file");
        }
    }

    private void parse(Path path, byte[] content, Map<String, String> defaults) {
        DotEnv.parse(files.name(path), content, reading.variables(), defaults, reading.problems());
    }
}
