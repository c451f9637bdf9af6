package io.jenkins.plugins.flaskbbswarm.cli;

import io.jenkins.plugins.flaskbbswarm.deploy.DeploymentContext;
import io.jenkins.plugins.flaskbbswarm.deploy.SecretValue;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.secrets.SecretSource;
import io.jenkins.plugins.flaskbbswarm.stack.Content;
import io.jenkins.plugins.flaskbbswarm.text.SecretMasker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** A secret's value, once it was fetched, is blanked in events and in all that a command prints. */
class MaskedTest {
    private static final String VALUE = "cor/rect horse+1";

    @TempDir
    private Path folder;

    @Test
    void whatWasFetchedIsBlankedInEventsAndOutput() throws Exception {
        StringWriter printed = new StringWriter();
        List<Event> events = new ArrayList<>();
        CommandSpec command = CommandSpec.create();
        PrintWriter err = PrintableWriter.over(new PrintWriter(printed), new SecretMasker());
        new CommandLine(command).setErr(err);
        DeploymentContext surroundings = Masked.surroundings(command, Duration.ZERO, events::add);
        Path file = Files.writeString(folder.resolve("password"), VALUE + "\n");

        Content value = SecretValue.of("password", new SecretSource.File(file), surroundings);
        surroundings.events().emit(new Event.Output("job", "it is " + VALUE + ", cor%2Frect%20horse%2B1"));
        err.println("no login with " + VALUE);

        assertThat(new String(value.bytes(), StandardCharsets.UTF_8)).startsWith(VALUE);
        assertThat(events).containsExactly(new Event.Output("job", "it is ****, ****"));
        assertThat(printed).hasToString("no login with ****" + System.lineSeparator());
    }
}
