package io.jenkins.plugins.flaskbbswarm.compose.merge;

import io.jenkins.plugins.flaskbbswarm.compose.source.Paths;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlMap;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlNode;

import java.nio.file.Path;

/** Makes the relative paths of a file absolute, before its parts become parts of a file that stands elsewhere. */
final class RelativePaths {
    private final Path directory;

    private RelativePaths(Path directory) {
        this.directory = directory;
    }

    /** The file with its paths as they are from {@code directory}. */
    static YamlMap resolve(YamlMap file, Path directory) {
        RelativePaths paths = new RelativePaths(directory);
        YamlMap resolved = Trees.with(file, "services", services -> Trees.each(services, paths::service));
        for (String section : new String[] {"secrets", "configs"}) {
            resolved = Trees.with(resolved, section, all -> Trees.each(all, object -> paths.field(object, "file")));
        }
        return resolved;
    }

    private YamlNode service(YamlNode node) {
        if (!(node instanceof YamlMap service)) {
            return node;
        }
        YamlMap resolved = service;
        for (String field : new String[] {"env_file", "label_file"}) {
            resolved = Trees.with(resolved, field, files -> Trees.items(files, file -> absolute(field(file, "path"))));
        }
        resolved = Trees.with(resolved, "extends", extended -> field(extended, "file"));
        return Trees.with(resolved, "volumes", volumes -> Trees.items(volumes, this::volume));
    }

    private YamlNode volume(YamlNode node) {
        if (!(node instanceof YamlMap mount)) {
            return Trees.text(node, this::shortVolume);
        }
        boolean isBind = Trees.texts(mount.get("type")).stream()
                .anyMatch(type -> type.text().equals("bind"));
        return isBind ? Trees.with(mount, "source", source -> Trees.text(source, this::onNode)) : mount;
    }

    /** Only what begins with a dot is a relative path; a word is the name of a volume. */
    private String shortVolume(String text) {
        int cut = text.indexOf(':');
        return text.startsWith(".") && cut > 0 ? onNode(text.substring(0, cut)) + text.substring(cut) : text;
    }

    private String onNode(String path) {
        return path.startsWith("~") ? path : Paths.onNode(directory, path);
    }

    private YamlNode field(YamlNode node, String name) {
        return node instanceof YamlMap map ? Trees.with(map, name, this::absolute) : node;
    }

    private YamlNode absolute(YamlNode node) {
        return Trees.text(node, path -> path.isEmpty() ? path : Paths.absolute(directory, path));
    }
}
