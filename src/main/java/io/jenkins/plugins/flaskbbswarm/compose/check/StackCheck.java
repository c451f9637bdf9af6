package io.jenkins.plugins.flaskbbswarm.compose.check;

import io.jenkins.plugins.flaskbbswarm.compose.source.ReadContext;
import io.jenkins.plugins.flaskbbswarm.stack.FileObject;
import io.jenkins.plugins.flaskbbswarm.stack.FileReference;
import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;
import io.jenkins.plugins.flaskbbswarm.stack.Service;
import io.jenkins.plugins.flaskbbswarm.stack.Stack;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks that the parts of a merged stack fit together. */
public final class StackCheck {
    private static final Pattern RESTART =
            Pattern.compile("|(?:no|always|unless-stopped|on-failure)(?::[-+]?[0-9]{0,9})?");

    private final Stack stack;
    private final ReadContext reading;

    public StackCheck(Stack stack, ReadContext reading) {
        this.stack = stack;
        this.reading = reading;
    }

    public void check() {
        stack.services().values().forEach(this::check);
    }

    private void check(Service service) {
        String path = "services." + service.name();
        image(service, path);
        networks(service, path);
        files("secret", service.secrets(), stack.secrets(), path + ".secrets");
        files("config", service.configs(), stack.configs(), path + ".configs");
        credentialSpec(service, path + ".credential_spec");
        mode(service, path + ".deploy");
        restart(service, path + ".restart");
        service.mounts().forEach(mount -> new MountCheck(mount, stack.volumes(), reading)
                .check((message, remedy) -> error(path + ".volumes[" + mount.target() + "]", message, remedy)));
        if (service.healthCheck()
                .filter(check -> check.disable() && !check.test().isEmpty())
                .isPresent()) {
            error(path + ".healthcheck", "the check is disabled in one file and has a test in another", "remove one");
        }
    }

    private void error(String path, String message, String remedy) {
        reading.error(reading.places().of(path), path, message, remedy);
    }

    private void image(Service service, String path) {
        if (service.image().isEmpty()) {
            error(
                    path + ".image",
                    "the service has no image",
                    "name one; a swarm does not build, and a variable without a value leaves nothing");
            return;
        }
        try {
            ImageReference.parse(service.image());
        } catch (IllegalArgumentException e) {
            error(path + ".image", e.getMessage(), "write registry/name:tag in lower case");
        }
    }

    private void networks(Service service, String path) {
        for (String key : service.networks().keySet()) {
            if (!key.equals("default") && !stack.networks().containsKey(key)) {
                undefined("network", key, stack.networks().keySet(), path + ".networks." + key);
            }
        }
    }

    private void undefined(String kind, String key, Set<String> known, String path) {
        String remedy = reading.nearest(key, known)
                .map(nearest -> "did you mean '" + nearest + "'?")
                .orElse("declare it below the top-level '" + kind + "s'");
        error(path, "there is no " + kind + " '" + key + "'", remedy);
    }

    private void files(String kind, List<FileReference> uses, Map<String, ?> declared, String path) {
        Set<String> targets = new HashSet<>();
        for (FileReference use : uses) {
            String where = path + "[" + use.source() + "]";
            if (!declared.containsKey(use.source())) {
                undefined(kind, use.source(), declared.keySet(), where);
            }
            String target = use.target().isEmpty() ? use.source() : use.target();
            if (!targets.add(target)) {
                error(where, "two " + kind + "s want to be the file '" + target + "'", "give one another target");
            }
        }
    }

    private void credentialSpec(Service service, String path) {
        var spec = service.credentialSpec();
        long given = List.of(spec.config(), spec.file(), spec.registry()).stream()
                .filter(text -> !text.isEmpty())
                .count();
        if (given > 1) {
            error(path, "the credential spec has several sources", "keep one of config, file and registry");
        }
        if (!spec.config().isEmpty()) {
            credentialConfig(spec.config(), path + ".config");
        }
    }

    private void credentialConfig(String key, String path) {
        FileObject config = stack.configs().get(key);
        if (config == null) {
            undefined("config", key, stack.configs().keySet(), path);
        } else if (!config.name().isEmpty() && !config.name().equals(key)) {
            reading.lenient(
                    reading.places().of(path),
                    path,
                    "the config '" + key + "' is called otherwise on the engine",
                    "give the config's key and name the same text");
        }
    }

    private void mode(Service service, String path) {
        String mode = service.deploy().mode();
        if (!List.of("", "replicated", "global", "replicated-job", "global-job").contains(mode)) {
            error(path + ".mode", "unknown mode", "write replicated, global, replicated-job or global-job");
        }
        if (mode.startsWith("global") && service.deploy().replicas().isPresent()) {
            error(path + ".replicas", "a global service runs once on each node", "remove 'replicas', or the mode");
        }
    }

    private void restart(Service service, String path) {
        if (service.deploy().restartPolicy().isEmpty()
                && !RESTART.matcher(service.restart()).matches()) {
            error(path, "unknown restart policy", "use deploy.restart_policy");
        }
    }
}
