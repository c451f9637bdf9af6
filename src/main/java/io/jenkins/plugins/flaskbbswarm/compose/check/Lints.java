package io.jenkins.plugins.flaskbbswarm.compose.check;

import io.jenkins.plugins.flaskbbswarm.compose.source.ReadContext;
import io.jenkins.plugins.flaskbbswarm.stack.Stack;

import java.util.List;

/** Warns of what is allowed and yet seldom meant. */
public final class Lints {
    private static final List<Lint> ALL = List.of(
            new ImageLint(),
            new UpdateLint(),
            new TraefikLint(),
            new HealthLint(),
            new ResourceLint(),
            new RestartLint());

    private Lints() {}

    public static void run(Stack stack, ReadContext reading) {
        stack.services()
                .values()
                .forEach(service -> ALL.forEach(lint -> lint.check(service, stack, (field, message, remedy) -> {
                    String path = "services." + service.name() + "." + field;
                    reading.warn(reading.places().of(path), path, message, remedy);
                })));
    }
}
