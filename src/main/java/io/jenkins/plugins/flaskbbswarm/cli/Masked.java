package io.jenkins.plugins.flaskbbswarm.cli;

import io.jenkins.plugins.flaskbbswarm.deploy.DeploymentContext;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.text.SecretMasker;
import picocli.CommandLine.Model.CommandSpec;

import java.time.Duration;

/** Surroundings of a command, in whose events and output the values of its secrets are blanked. */
final class Masked {
    private Masked() {}

    static DeploymentContext surroundings(CommandSpec command, Duration lockPatience, EventSink events) {
        SecretMasker mask = PrintableWriter.mask(command.commandLine().getErr());
        EventSink masked = event -> events.emit(event.changed(mask::blanked));
        return new DeploymentContext(
                        ProcessText.environment(), Owner.in(ProcessText.environment()), lockPatience, masked)
                .tellingSecrets(mask::add);
    }
}
