package io.jenkins.plugins.flaskbbswarm.compose.read;

import io.jenkins.plugins.flaskbbswarm.stack.Process;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlList;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlNode;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what a service's containers run. */
final class ProcessReader {
    private final Section in;

    ProcessReader(Section in) {
        this.in = in;
    }

    Process read() {
        List<String> entrypoint = command("entrypoint");
        List<String> command = command("command");
        Map<String, Optional<String>> environment = new EnvironmentReader(in).read();
        String directory = in.text("working_dir");
        String user = in.text("user");
        boolean tty = in.isTrue("tty");
        boolean openStdin = in.isTrue("stdin_open");
        String stopSignal = in.text("stop_signal");
        Optional<Duration> stopGracePeriod = in.duration("stop_grace_period");
        Optional<Boolean> init = in.bool("init");
        return new Process(
                entrypoint, command, environment, directory, user, tty, openStdin, stopSignal, stopGracePeriod, init);
    }

    /** A list of words, or a text that is split into words as a shell would. */
    private List<String> command(String field) {
        Optional<YamlNode> node = in.node(field);
        if (node.isEmpty() || node.get() instanceof YamlList) {
            return node.isEmpty() ? List.of() : in.texts(field);
        }
        try {
            return ShellWords.split(in.text(field));
        } catch (IllegalArgumentException e) {
            in.error(field, e.getMessage(), "close it, or write the command as a list of words");
            return List.of();
        }
    }
}
