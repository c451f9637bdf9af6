package io.jenkins.plugins.flaskbbswarm.cli;

import io.jenkins.plugins.flaskbbswarm.deploy.DeployResult;

/** The last lines of a deployment that ended well: what happened, and the address if there is one. */
final class ResultText {
    private ResultText() {}

    static String of(DeployResult result) {
        return result.address()
                .map(address -> result.sentence() + System.lineSeparator() + address)
                .orElse(result.sentence());
    }
}
