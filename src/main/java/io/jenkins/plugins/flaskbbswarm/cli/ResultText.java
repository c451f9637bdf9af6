package io.jenkins.plugins.flaskbbswarm.cli;

import io.jenkins.plugins.flaskbbswarm.deploy.DeployResult;

/** The last lines of a deployment that ended well: what happened, and the address if there is one. */
final class ResultText {
    private ResultText() {}

    static String of(DeployResult result) {
        String what = result.changed()
                ? "Released: " + result.plan().stack() + " is at release " + result.release() + "."
                : "Nothing to do: " + result.plan().stack() + " runs as release " + result.release() + " says.";
        return result.address()
                .map(address -> what + System.lineSeparator() + address)
                .orElse(what);
    }
}
