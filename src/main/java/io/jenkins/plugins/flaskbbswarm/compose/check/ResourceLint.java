package io.jenkins.plugins.flaskbbswarm.compose.check;

import io.jenkins.plugins.flaskbbswarm.stack.Resources;
import io.jenkins.plugins.flaskbbswarm.stack.Service;
import io.jenkins.plugins.flaskbbswarm.stack.Stack;

import java.util.List;

/** Reservations that the limits do not allow. */
final class ResourceLint implements Lint {
    @Override
    public void check(Service service, Stack stack, Findings findings) {
        Resources none = new Resources("", 0, 0, List.of());
        Resources limits = service.deploy().limits().orElse(none);
        Resources reserved = service.deploy().reservations().orElse(none);
        if (limits.memory() > 0 && reserved.memory() > limits.memory()) {
            add(findings, "memory");
        }
        if (limits.nanoCpus() > 0 && reserved.nanoCpus() > limits.nanoCpus()) {
            add(findings, "cpus");
        }
    }

    private static void add(Findings findings, String field) {
        findings.add(
                "deploy.resources.reservations." + field,
                "more is reserved than the limit allows to use",
                "raise the limit, or reserve less");
    }
}
