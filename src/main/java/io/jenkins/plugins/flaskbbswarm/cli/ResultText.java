package io.jenkins.plugins.flaskbbswarm.cli;

import io.jenkins.plugins.flaskbbswarm.deploy.DeployResult;

/** The last lines of a deployment that ended well: what happened, and the address if there is one. */
final class ResultText {
    private ResultText() {}

    static String of(DeployResult result) {
        if (!result.watched()) {
            return sent(result);
        }
        String what = result.changed()
                ? "Released: " + result.plan().stack() + " is at release " + result.release() + "."
                : "Nothing to do: " + result.plan().stack() + " runs as release " + result.release() + " says.";
        return result.address()
                .map(address -> what + System.lineSeparator() + address)
                .orElse(what);
    }

    private static String sent(DeployResult result) {
        String stack = result.plan().stack().name();
        return result.changed()
                ? "Sent: whether " + stack
                        + " runs is not known, so this is no release yet; watch it with: stack deploy"
                        + " without --detach, or look at it with: stack diagnose " + stack
                : "Nothing to send: the services of " + stack + " are as their files say.";
    }
}
