package io.jenkins.plugins.flaskbbswarm.compose;

import io.jenkins.plugins.flaskbbswarm.stack.Stack;

import java.util.List;

/** Warns of what is allowed and yet seldom meant. */
final class Lints {
    private static final List<Lint> ALL = List.of(
            new ImageLint(),
            new UpdateLint(),
            new ProxyLint(),
            new HealthLint(),
            new ResourceLint(),
            new RestartLint());

    private Lints() {}

    static void run(Stack stack, Reading reading) {
        stack.services()
                .values()
                .forEach(service -> ALL.forEach(lint -> lint.look(service, stack, (field, message, remedy) -> {
                    String path = "services." + service.name() + "." + field;
                    reading.warn(reading.places().of(path), path, message, remedy);
                })));
    }
}
