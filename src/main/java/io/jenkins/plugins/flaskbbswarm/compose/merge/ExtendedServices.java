package io.jenkins.plugins.flaskbbswarm.compose.merge;

import io.jenkins.plugins.flaskbbswarm.compose.interpolate.Interpolation;
import io.jenkins.plugins.flaskbbswarm.compose.read.Section;
import io.jenkins.plugins.flaskbbswarm.compose.read.UnknownFields;
import io.jenkins.plugins.flaskbbswarm.compose.source.ComposeFiles;
import io.jenkins.plugins.flaskbbswarm.compose.source.ReadContext;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlDocument;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlMap;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlNode;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlScalar;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Carries out {@code extends} (Compose Specification): a service takes over all fields of another one, of the same file
 * or of another, and its own go over them. What these fields refer to (networks, volumes, services) is not taken over.
 */
final class ExtendedServices {
    private static final String FIELD = "extends";
    private static final int DEEPEST = 200;

    private final ComposeFiles files;
    private final ReadContext reading;
    private final Map<Path, Optional<MergeTags.Read>> others = new HashMap<>();
    private final Map<Link, YamlMap> done = new HashMap<>();

    ExtendedServices(ComposeFiles files, ReadContext reading) {
        this.files = files;
        this.reading = reading;
    }

    /** A service of a file. */
    private record Link(Path file, String service) {}

    YamlMap resolve(Path path, MergeTags.Read file) {
        return Trees.map(file.tree(), "services")
                .filter(ExtendedServices::extendAny)
                .map(services -> resolve(path, file, services))
                .orElse(file.tree());
    }

    private static boolean extendAny(YamlMap services) {
        return services.entries().values().stream()
                .anyMatch(entry ->
                        entry.value() instanceof YamlMap map && map.get(FIELD).isPresent());
    }

    private YamlMap resolve(Path path, MergeTags.Read file, YamlMap services) {
        YamlMap resolved = services;
        for (String name : services.keys()) {
            resolved = Trees.with(
                    resolved,
                    name,
                    node -> node instanceof YamlMap service ? service(path, file, name, service, List.of()) : node);
        }
        YamlMap all = resolved;
        return Trees.with(file.tree(), "services", before -> all);
    }

    private YamlMap service(Path path, MergeTags.Read file, String name, YamlMap service, List<Link> chain) {
        Link link = new Link(path, name);
        if (service.get(FIELD).isEmpty()) {
            return service;
        }
        YamlMap own = Trees.without(service, FIELD);
        YamlMap.Entry field = service.entries().get(FIELD);
        if (isCircle(link, chain, field)) {
            return own;
        }
        YamlMap before = done.get(link);
        if (before == null) {
            List<Link> longer = new ArrayList<>(chain);
            longer.add(link);
            before = base(path, file, name, field, longer)
                    .map(base ->
                            new TreeMerge(reading).service(name, file.tags().pruneService(name, base), own))
                    .orElse(own);
            done.put(link, before);
        }
        return before;
    }

    private boolean isCircle(Link link, List<Link> chain, YamlMap.Entry field) {
        int index = chain.indexOf(link);
        if (index < 0 && chain.size() < DEEPEST) {
            return false;
        }
        List<String> circle = new ArrayList<>(chain.subList(Math.max(index, 0), chain.size()).stream()
                .map(Link::service)
                .toList());
        circle.add(link.service());
        reading.error(
                field.key().location(),
                "services." + link.service() + "." + FIELD,
                (index < 0 ? "services extend each other too deeply: " : "services extend each other in a circle: ")
                        + String.join(" → ", circle),
                "take one of these 'extends' out");
        return true;
    }

    /** The service that {@code name} extends, with all that it takes over itself. */
    private Optional<YamlMap> base(Path path, MergeTags.Read file, String name, YamlMap.Entry field, List<Link> chain) {
        String where = "services." + name + "." + FIELD;
        reading.modern(
                field.key().location(), where, "is a field of the Compose Specification", "use YAML anchors instead");
        Optional<YamlScalar> service =
                Optional.of(field.value()).filter(YamlScalar.class::isInstance).map(YamlScalar.class::cast);
        Optional<YamlScalar> other = Optional.empty();
        if (field.value() instanceof YamlMap map) {
            Section in = new Section(map, where, "services.*." + FIELD, reading);
            service = Trees.texts(in.nullable("service")).stream().findFirst();
            other = Trees.texts(in.nullable("file")).stream().findFirst();
            in.finish(UnknownFields.NONE);
        }
        if (service.isEmpty() || service.get().isNull()) {
            reading.error(field.value().location(), where, "names no service", "write 'service: NAME'");
            return Optional.empty();
        }
        YamlScalar base = service.get();
        if (other.isEmpty()) {
            return service(path, file, base, where, chain);
        }
        YamlScalar by = other.get();
        return files.locate(by, reading.directory(), where + ".file")
                .flatMap(otherPath -> other(otherPath, by, where + ".file")
                        .flatMap(read -> service(otherPath, read, base, where, chain)));
    }

    private Optional<YamlMap> service(Path path, MergeTags.Read file, YamlScalar name, String where, List<Link> chain) {
        YamlMap services = Trees.map(file.tree(), "services").orElse(new YamlMap(name.location(), Map.of()));
        Optional<YamlNode> found = services.get(name.text());
        if (found.isEmpty()) {
            reading.error(
                    name.location(),
                    where,
                    "there is no service " + name.quoted() + " in " + files.name(path),
                    reading.nearest(name.text(), services.keys())
                            .map(nearest -> "did you mean '" + nearest + "'?")
                            .orElse("correct the name"));
        }
        return found.filter(YamlMap.class::isInstance)
                .map(service -> service(path, file, name.text(), (YamlMap) service, chain));
    }

    /** Another file, its paths as they are from where it stands; what it includes does not count here. */
    private Optional<MergeTags.Read> other(Path path, YamlScalar by, String where) {
        Optional<MergeTags.Read> before = others.get(path);
        if (before == null) {
            before = files.read(path, by, where).map(document -> interpolated(path, document));
            others.put(path, before);
        }
        return before;
    }

    private MergeTags.Read interpolated(Path path, YamlDocument document) {
        MergeTags.Read read = MergeTags.read(document, reading);
        YamlMap tree = new Interpolation(reading).interpolate(read.tree());
        return new MergeTags.Read(RelativePaths.resolve(tree, path.getParent()), read.tags());
    }
}
