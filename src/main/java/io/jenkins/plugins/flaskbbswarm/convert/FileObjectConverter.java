package io.jenkins.plugins.flaskbbswarm.convert;

import io.jenkins.plugins.flaskbbswarm.stack.FileObject;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Secrets and configs to what their create calls take, but for the data (docker CLI 28 {@code convert.Secrets}). */
final class FileObjectConverter {
    private final Namespace namespace;

    FileObjectConverter(Namespace namespace) {
        this.namespace = namespace;
    }

    List<DesiredObject> convert(Map<String, FileObject> objects, UnaryOperator<String> names) {
        return objects.entrySet().stream()
                .map(entry -> convert(entry.getKey(), names.apply(entry.getKey()), entry.getValue()))
                .sorted(Comparator.comparing(DesiredObject::name))
                .toList();
    }

    private DesiredObject convert(String key, String name, FileObject object) {
        return object.external()
                ? new DesiredObject(key, name, Optional.empty(), Optional.empty())
                : new DesiredObject(
                        key,
                        name,
                        Optional.of(body(name, object).node()),
                        object.content(),
                        !object.name().isEmpty());
    }

    private JsonObjectBuilder body(String name, FileObject object) {
        return new JsonObjectBuilder()
                .textAlways("Name", name)
                .textsAlways("Labels", DockerLabels.of(namespace, object.labels()))
                .object("Driver", driver(object.driver(), object.driverOptions()))
                .object("Templating", driver(object.templateDriver(), Map.of()));
    }

    private static Optional<JsonObjectBuilder> driver(String name, Map<String, String> options) {
        return name.isEmpty()
                ? Optional.empty()
                : Optional.of(new JsonObjectBuilder().textAlways("Name", name).texts("Options", options));
    }
}
