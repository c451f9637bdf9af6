package io.jenkins.plugins.flaskbbswarm.compose.merge;

import io.jenkins.plugins.flaskbbswarm.compose.read.PlainValues;
import io.jenkins.plugins.flaskbbswarm.compose.read.Section;
import io.jenkins.plugins.flaskbbswarm.compose.read.UnknownFields;
import io.jenkins.plugins.flaskbbswarm.compose.source.ComposeFiles;
import io.jenkins.plugins.flaskbbswarm.compose.source.ReadContext;
import io.jenkins.plugins.flaskbbswarm.text.Advice;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlList;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlMap;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlNode;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlScalar;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Carries out a file's {@code include} (Compose Specification, "Include"): each entry is a model of its own, with its
 * own directory and defaults for variables, and all that it declares becomes part of the file.
 */
final class Includes {
    private static final String FIELD = "include";
    private static final int DEEPEST = 20;
    private static final List<String> SECTIONS = List.of("services", "networks", "volumes", "secrets", "configs");

    private final ComposeFiles files;
    private final Composition composition;
    private final Composition.Source source;
    private final ReadContext reading;

    Includes(ComposeFiles files, Composition composition, Composition.Source source) {
        this.files = files;
        this.composition = composition;
        this.source = source;
        this.reading = source.reading();
    }

    /** The file with all that it includes, and without the field. */
    YamlMap resolve(YamlMap file) {
        YamlMap.Entry entry = file.entries().get(FIELD);
        if (entry == null) {
            return file;
        }
        reading.modern(
                entry.key().location(),
                FIELD,
                "is a field of the Compose Specification",
                "name each file with " + Advice.of("-c", "files"));
        YamlMap whole = Trees.without(file, FIELD);
        if (!(entry.value() instanceof YamlList list)) {
            reading.wrongType(entry.value(), FIELD, "a list of files");
            return whole;
        }
        for (int i = 0; i < list.items().size(); i++) {
            whole = imported(whole, model(list.items().get(i), FIELD + "[" + i + "]"));
        }
        return whole;
    }

    private YamlMap model(YamlNode item, String path) {
        if (!(item instanceof YamlMap map)) {
            return model(Trees.texts(Optional.of(item)), Optional.empty(), List.of(), item, path);
        }
        Section in = new Section(map, path, "include[]", reading);
        List<YamlScalar> paths = Trees.texts(in.nullable("path"));
        Optional<YamlScalar> directory =
                Trees.texts(in.nullable("project_directory")).stream().findFirst();
        List<YamlScalar> envFiles = Trees.texts(in.nullable("env_file"));
        in.finish(UnknownFields.NONE);
        return model(paths, directory, envFiles, item, path);
    }

    private YamlMap model(
            List<YamlScalar> paths,
            Optional<YamlScalar> directory,
            List<YamlScalar> envFiles,
            YamlNode item,
            String field) {
        YamlMap nothing = new YamlMap(item.location(), Map.of());
        if (paths.isEmpty()) {
            reading.error(item.location(), field, "names no file", "write a path, or a mapping with 'path'");
            return nothing;
        }
        List<Path> located = new ArrayList<>();
        paths.forEach(path -> files.locate(path, reading.directory(), field).ifPresent(located::add));
        boolean isSound = located.size() == paths.size()
                && files.mayInclude(paths.get(0), field)
                && !isCircle(located.get(0), paths.get(0), field)
                && files.read(located.get(0), paths.get(0), field).isPresent();
        if (!isSound) {
            return nothing;
        }
        Path project = directory
                .flatMap(text -> files.locate(text, reading.directory(), field))
                .orElse(located.get(0).getParent());
        ReadContext within =
                reading.within(project, new IncludedVariables(files, reading, field).read(envFiles, project));
        return RelativePaths.resolve(merged(located, paths, within, field), project);
    }

    /** Several paths of one entry are merged, as overrides of the first. */
    private YamlMap merged(List<Path> located, List<YamlScalar> paths, ReadContext within, String field) {
        YamlMap merged = new YamlMap(paths.get(0).location(), Map.of());
        for (int i = 0; i < located.size(); i++) {
            Path path = located.get(i);
            Optional<MergeTags.Read> next = files.read(path, paths.get(i), field)
                    .map(document -> composition.whole(new Composition.Source(document, path, within, source.chain())));
            if (next.isPresent()) {
                merged = new TreeMerge(within)
                        .files(next.get().tags().prune(merged), next.get().tree());
            }
        }
        return merged;
    }

    private boolean isCircle(Path path, YamlScalar by, String field) {
        List<Path> chain = source.chain();
        int index = chain.indexOf(path);
        if (index < 0 && chain.size() <= DEEPEST) {
            return false;
        }
        List<String> circle = new ArrayList<>(chain.subList(Math.max(index, 0), chain.size()).stream()
                .map(files::name)
                .toList());
        circle.add(files.name(path));
        reading.error(
                by.location(),
                field,
                (index < 0 ? "files include each other too deeply: " : "files include each other in a circle: ")
                        + String.join(" → ", circle),
                "take one of these includes out");
        return true;
    }

    /** What is declared in both must be the same: nothing is merged. */
    private YamlMap imported(YamlMap file, YamlMap model) {
        YamlMap whole = file;
        for (String section : SECTIONS) {
            YamlMap.Entry from = model.entries().get(section);
            if (from != null
                    && from.value() instanceof YamlMap declared
                    && !declared.entries().isEmpty()) {
                YamlMap to = Trees.map(whole, section).orElse(new YamlMap(declared.location(), Map.of()));
                whole = Trees.put(whole, section, new YamlMap.Entry(from.key(), union(section, to, declared)));
            }
        }
        return whole;
    }

    private YamlMap union(String section, YamlMap own, YamlMap included) {
        YamlMap all = own;
        for (Map.Entry<String, YamlMap.Entry> declared : included.entries().entrySet()) {
            String name = declared.getKey();
            YamlMap.Entry before = own.entries().get(name);
            if (before == null) {
                all = Trees.put(all, name, declared.getValue());
            } else if (!PlainValues.of(before.value())
                    .equals(PlainValues.of(declared.getValue().value()))) {
                reading.error(
                        before.key().location(),
                        section + "." + name,
                        "is declared here and otherwise at "
                                + declared.getValue().key().location() + ", which is included",
                        "rename one of them, or list an override beside the included file under its 'path'");
            }
        }
        return all;
    }
}
