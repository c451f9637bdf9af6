package io.jenkins.plugins.flaskbbswarm.compose.check;

import io.jenkins.plugins.flaskbbswarm.compose.source.ReadContext;
import io.jenkins.plugins.flaskbbswarm.stack.FileReference;
import io.jenkins.plugins.flaskbbswarm.stack.Mount;
import io.jenkins.plugins.flaskbbswarm.stack.Service;
import io.jenkins.plugins.flaskbbswarm.stack.Stack;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Warns of what is declared and no service uses, whether or not its profile is asked for. */
public final class UnusedLint {
    private final Collection<Service> services;
    private final ReadContext reading;

    private UnusedLint(Stack stack, ReadContext reading) {
        this.services = stack.services().values();
        this.reading = reading;
    }

    public static void check(Stack stack, ReadContext reading) {
        UnusedLint lint = new UnusedLint(stack, reading);
        String dropped = "no service uses it, and it is not made";
        lint.note("networks", stack.networks().keySet(), lint::networks, dropped);
        lint.note(
                "volumes",
                stack.volumes().keySet(),
                service -> service.mounts().stream().map(Mount::source),
                dropped);
        String made = "no service uses it";
        lint.note("secrets", stack.secrets().keySet(), service -> keys(service.secrets()), made);
        lint.note(
                "configs",
                stack.configs().keySet(),
                service -> Stream.concat(
                        keys(service.configs()),
                        Stream.of(service.credentialSpec().config())),
                made);
    }

    private static Stream<String> keys(List<FileReference> uses) {
        return uses.stream().map(FileReference::source);
    }

    private Stream<String> networks(Service service) {
        return service.networks().isEmpty() ? Stream.of("default") : service.networks().keySet().stream();
    }

    private void note(String kind, Set<String> declared, Function<Service, Stream<String>> uses, String message) {
        Set<String> used = services.stream().flatMap(uses).collect(Collectors.toSet());
        declared.stream().filter(key -> !used.contains(key)).forEach(key -> {
            String path = kind + "." + key;
            reading.warn(reading.places().of(path), path, message, "name it below a service, or remove it");
        });
    }
}
