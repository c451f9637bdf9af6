package io.jenkins.plugins.flaskbbswarm.compose.read;

import io.jenkins.plugins.flaskbbswarm.compose.interpolate.EnvFile;
import io.jenkins.plugins.flaskbbswarm.compose.source.Paths;
import io.jenkins.plugins.flaskbbswarm.compose.source.ReadContext;
import io.jenkins.plugins.flaskbbswarm.stack.FileNames;
import io.jenkins.plugins.flaskbbswarm.yaml.Location;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlList;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlMap;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlNode;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads the files that a service's {@code env_file} names. */
final class EnvFilesReader {
    private final Section in;
    private final ReadContext reading;

    EnvFilesReader(Section in) {
        this.in = in;
        this.reading = in.reading();
    }

    /** Their variables, later files winning. */
    Map<String, String> read() {
        Map<String, String> all = new LinkedHashMap<>();
        Optional<YamlNode> node = in.node("env_file");
        if (node.isPresent() && hasMappings(node.get())) {
            in.items("env_file").forEach(item -> readModern(item, all));
        } else {
            in.textOrTexts("env_file").forEach(file -> readFile(file, in.location("env_file"), true, all));
        }
        return all;
    }

    private static boolean hasMappings(YamlNode node) {
        return node instanceof YamlList list && list.items().stream().anyMatch(YamlMap.class::isInstance);
    }

    /** {@code path} and {@code required}, as the modern specification has them. */
    private void readModern(Section.Item item, Map<String, String> all) {
        Optional<Section> section = item.section();
        if (section.isEmpty()) {
            in.scalars()
                    .text(item.node(), item.path())
                    .ifPresent(file -> readFile(file, item.node().location(), true, all));
            return;
        }
        reading.lenientType(item.node(), item.path(), "text", "write the path only");
        String file = section.get().text("path");
        boolean required = section.get().bool("required").orElse(true);
        section.get().finish(FieldSupport.below("services.*.env_file[]"));
        readFile(file, item.node().location(), required, all);
    }

    private void readFile(String file, Location location, boolean required, Map<String, String> all) {
        String path = Paths.absolute(reading.directory(), file);
        try {
            byte[] content = reading.files().read(Path.of(path), EnvFile.MAX_BYTES);
            all.putAll(EnvFile.parse(file, content, reading.variables(), reading.problems()));
        } catch (NoSuchFileException e) {
            if (required) {
                reading.error(
                        location, in.path("env_file"), "there is no file " + path, "create it, or correct the path");
            }
        } catch (InvalidPathException e) {
            reading.error(
                    location, in.path("env_file"), "'" + path + "' is not a valid file name", FileNames.remedy(path));
        } catch (IOException e) {
            reading.error(location, in.path("env_file"), "cannot read " + path + ": " + e.getMessage(), "");
        }
    }
}
