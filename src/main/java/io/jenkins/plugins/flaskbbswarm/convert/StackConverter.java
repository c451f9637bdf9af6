package io.jenkins.plugins.flaskbbswarm.convert;

import io.jenkins.plugins.flaskbbswarm.stack.EngineField;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;
import io.jenkins.plugins.flaskbbswarm.stack.Stack;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Says what docker CLI 28 {@code docker stack deploy} would send for a stack. */
public final class StackConverter {
    private StackConverter() {}

    /**
     * Converts a stack, and remembers where in its files stands what not every engine knows.
     *
     * @param places as {@code file:line:column}, by service and field
     */
    public static DesiredStack convert(Namespace namespace, Stack stack, Map<String, Map<EngineField, String>> places) {
        DesiredStack wanted = convert(namespace, stack);
        List<DesiredService> services = wanted.services().stream()
                .map(service -> service.at(places.getOrDefault(service.key(), Map.of())))
                .toList();
        return new DesiredStack(namespace, wanted.networks(), wanted.secrets(), wanted.configs(), services);
    }

    /** Converts a stack; never fails for a stack that the loader accepted. */
    public static DesiredStack convert(Namespace namespace, Stack stack) {
        ObjectNames names = new ObjectNames(namespace, stack);
        NetworkConverter networks = new NetworkConverter(namespace, stack, names);
        FileObjectConverter files = new FileObjectConverter(namespace);
        List<DesiredService> services = stack.services().values().stream()
                .map(service -> new ServiceConverter(namespace, stack, names, service).convert())
                .sorted(Comparator.comparing(DesiredService::name))
                .toList();
        return new DesiredStack(
                namespace,
                networks.convert(),
                files.convert(stack.secrets(), names::secret),
                files.convert(stack.configs(), names::config),
                services);
    }
}
