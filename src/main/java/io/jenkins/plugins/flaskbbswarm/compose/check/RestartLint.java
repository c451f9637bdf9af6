package io.jenkins.plugins.flaskbbswarm.compose.check;

import io.jenkins.plugins.flaskbbswarm.stack.Service;
import io.jenkins.plugins.flaskbbswarm.stack.Stack;

/** A service's {@code restart} counts only where {@code deploy} says nothing of it. */
final class RestartLint implements Lint {
    @Override
    public void check(Service service, Stack stack, Findings findings) {
        if (!service.restart().isEmpty() && service.deploy().restartPolicy().isPresent()) {
            findings.add("restart", "has no effect beside deploy.restart_policy", "remove one of the two");
        }
    }
}
