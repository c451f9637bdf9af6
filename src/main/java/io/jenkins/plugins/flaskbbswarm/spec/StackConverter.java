package io.jenkins.plugins.flaskbbswarm.spec;

import io.jenkins.plugins.flaskbbswarm.stack.Namespace;
import io.jenkins.plugins.flaskbbswarm.stack.Stack;

import java.util.Comparator;
import java.util.List;

/** Says what docker CLI 28 {@code docker stack deploy} would send for a stack. */
public final class StackConverter {
    private StackConverter() {}

    /** Converts a stack; never fails for a stack that the loader accepted. */
    public static DesiredStack convert(Namespace namespace, Stack stack) {
        Names names = new Names(namespace, stack);
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
