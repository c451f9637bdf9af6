package io.jenkins.plugins.flaskbbswarm.compose.merge;

import io.jenkins.plugins.flaskbbswarm.compose.source.ReadContext;
import io.jenkins.plugins.flaskbbswarm.stack.FileReference;
import io.jenkins.plugins.flaskbbswarm.stack.HealthCheck;
import io.jenkins.plugins.flaskbbswarm.stack.Logging;
import io.jenkins.plugins.flaskbbswarm.stack.Port;
import io.jenkins.plugins.flaskbbswarm.stack.Service;
import io.jenkins.plugins.flaskbbswarm.stack.Stack;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Warns where the reference's way of merging loses something that no author means to lose. */
public final class MergeWarnings {
    private final ReadContext reading;

    public MergeWarnings(ReadContext reading) {
        this.reading = reading;
    }

    public void note(Stack base, Stack over, ListsGiven given) {
        over.services().forEach((name, service) -> {
            if (base.services().containsKey(name)) {
                note(base.services().get(name), service, given);
            }
        });
    }

    private void note(Service base, Service over, ListsGiven given) {
        String path = "services." + base.name();
        noteTests(base, over, path + ".healthcheck.test");
        noteOptions(base, over, path + ".logging.options");
        noteVariables(base, over, path + ".environment.");
        noteUses(
                MergeRules.append(base.secrets(), over.secrets()),
                given.has(base.name(), "secrets"),
                path + ".secrets");
        noteUses(
                MergeRules.append(base.configs(), over.configs()),
                given.has(base.name(), "configs"),
                path + ".configs");
        if (given.has(base.name(), "ports") && repeats(MergeRules.append(base.ports(), over.ports()))) {
            warn(
                    path + ".ports",
                    "of several ports without a published one, merging files keeps the last only",
                    "give each a published port, or write all ports in one file");
        }
    }

    private void noteTests(Service base, Service over, String path) {
        boolean both = base.healthCheck()
                        .map(HealthCheck::test)
                        .filter(test -> !test.isEmpty())
                        .isPresent()
                && over.healthCheck()
                        .map(HealthCheck::test)
                        .filter(test -> !test.isEmpty())
                        .isPresent();
        if (both) {
            warn(path, "the words are appended to the earlier file's test", "write the test in one file only");
        }
    }

    private void noteOptions(Service base, Service over, String path) {
        boolean lost = base.logging().isPresent()
                && over.logging()
                        .filter(logging -> !logging.options().isEmpty())
                        .isPresent()
                && ServiceMerge.isSameDriver(
                        base.logging().get(), over.logging().get())
                && base.logging().map(Logging::options).orElseThrow().isEmpty();
        if (lost) {
            warn(path, "the options are lost, since the earlier file has none", "write driver and options in one file");
        }
    }

    /** A service may have one secret in two files of its own; merging knows them by the secret. */
    private void noteUses(List<FileReference> uses, boolean given, String path) {
        Set<String> targets = new HashSet<>();
        Set<String> sources = new HashSet<>();
        for (FileReference use : uses) {
            boolean isOtherTarget = targets.add(use.source() + ":" + use.target());
            if (!sources.add(use.source()) && isOtherTarget && given) {
                warn(
                        path + "[" + use.source() + "]",
                        "of several uses of one source, merging files keeps the last only",
                        "write them in one file, and no list in the others");
            }
        }
    }

    private void noteVariables(Service base, Service over, String path) {
        Map<String, Optional<String>> before = base.process().environment();
        over.process().environment().forEach((name, value) -> {
            boolean isEmpty = value.filter(String::isEmpty).isPresent();
            if (isEmpty && !before.getOrDefault(name, value).orElse("").isEmpty()) {
                EmptyOverrides.warn(reading, reading.places().of(path + name), path + name);
            }
        });
    }

    private static boolean repeats(List<Port> ports) {
        Set<Port> unpublished = new HashSet<>();
        ports.stream().filter(port -> port.published() == 0).forEach(unpublished::add);
        return unpublished.size() > 1;
    }

    private void warn(String path, String message, String remedy) {
        reading.warn(reading.places().of(path), path, message, remedy);
    }
}
