package io.jenkins.plugins.flaskbbswarm.spec;

import io.jenkins.plugins.flaskbbswarm.stack.FileUse;
import io.jenkins.plugins.flaskbbswarm.stack.Service;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/** A service's references to secrets and configs, by name: whoever sends them adds the ids. */
final class FileUseConverter {
    private static final long READ_ONLY = 0444;

    private final Service service;
    private final Names names;

    FileUseConverter(Service service, Names names) {
        this.service = service;
        this.names = names;
    }

    List<Body> secrets() {
        return sorted(service.secrets(), names::secret).stream()
                .map(use -> new Body().object("File", file(use)).textAlways("SecretName", names.secret(use.source())))
                .toList();
    }

    /** Files, and the credential spec, which nobody sees as a file. */
    List<Body> configs() {
        List<Body> configs = new ArrayList<>();
        String spec = service.credentialSpec().config();
        String specName = spec.isEmpty() ? "" : names.config(spec);
        boolean specIsDue = !spec.isEmpty();
        for (FileUse use : sorted(service.configs(), names::config)) {
            String name = names.config(use.source());
            if (specIsDue && specName.compareTo(name) < 0) {
                configs.add(runtime(specName));
                specIsDue = false;
            }
            configs.add(new Body().object("File", file(use)).textAlways("ConfigName", name));
        }
        if (specIsDue) {
            configs.add(runtime(specName));
        }
        return configs;
    }

    private static Body runtime(String name) {
        return new Body().object("Runtime", new Body()).textAlways("ConfigName", name);
    }

    private static List<FileUse> sorted(List<FileUse> uses, UnaryOperator<String> name) {
        return uses.stream()
                .sorted(Comparator.comparing((FileUse use) -> name.apply(use.source()))
                        .thenComparing(FileUseConverter::target))
                .toList();
    }

    private static String target(FileUse use) {
        return use.target().isEmpty() ? use.source() : use.target();
    }

    private static Body file(FileUse use) {
        return new Body()
                .textAlways("Name", target(use))
                .textAlways("UID", use.uid().isEmpty() ? "0" : use.uid())
                .textAlways("GID", use.gid().isEmpty() ? "0" : use.gid())
                .numberAlways("Mode", use.mode().orElse(READ_ONLY));
    }
}
