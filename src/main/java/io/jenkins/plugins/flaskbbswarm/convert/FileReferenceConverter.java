package io.jenkins.plugins.flaskbbswarm.convert;

import io.jenkins.plugins.flaskbbswarm.stack.FileReference;
import io.jenkins.plugins.flaskbbswarm.stack.Service;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/** A service's references to secrets and configs, by name: whoever sends them adds the ids. */
final class FileReferenceConverter {
    private static final long READ_ONLY = 0444;

    private final Service service;
    private final ObjectNames names;

    FileReferenceConverter(Service service, ObjectNames names) {
        this.service = service;
        this.names = names;
    }

    List<JsonObjectBuilder> secrets() {
        return sorted(service.secrets(), names::secret).stream()
                .map(use -> new JsonObjectBuilder()
                        .object("File", file(use))
                        .textAlways("SecretName", names.secret(use.source())))
                .toList();
    }

    /** Files, and the credential spec, which nobody sees as a file. */
    List<JsonObjectBuilder> configs() {
        List<JsonObjectBuilder> configs = new ArrayList<>();
        String spec = service.credentialSpec().config();
        String specName = spec.isEmpty() ? "" : names.config(spec);
        boolean specIsDue = !spec.isEmpty();
        for (FileReference use : sorted(service.configs(), names::config)) {
            String name = names.config(use.source());
            if (specIsDue && specName.compareTo(name) < 0) {
                configs.add(runtime(specName));
                specIsDue = false;
            }
            configs.add(new JsonObjectBuilder().object("File", file(use)).textAlways("ConfigName", name));
        }
        if (specIsDue) {
            configs.add(runtime(specName));
        }
        return configs;
    }

    private static JsonObjectBuilder runtime(String name) {
        return new JsonObjectBuilder()
                .object("Runtime", new JsonObjectBuilder())
                .textAlways("ConfigName", name);
    }

    private static List<FileReference> sorted(List<FileReference> uses, UnaryOperator<String> name) {
        return uses.stream()
                .sorted(Comparator.comparing((FileReference use) -> name.apply(use.source()))
                        .thenComparing(FileReferenceConverter::target))
                .toList();
    }

    private static String target(FileReference use) {
        return use.target().isEmpty() ? use.source() : use.target();
    }

    private static JsonObjectBuilder file(FileReference use) {
        return new JsonObjectBuilder()
                .textAlways("Name", target(use))
                .textAlways("UID", use.uid().isEmpty() ? "0" : use.uid())
                .textAlways("GID", use.gid().isEmpty() ? "0" : use.gid())
                .numberAlways("Mode", use.mode().orElse(READ_ONLY));
    }
}
