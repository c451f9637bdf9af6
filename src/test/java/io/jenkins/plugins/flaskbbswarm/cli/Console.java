package io.jenkins.plugins.flaskbbswarm.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.flaskbbswarm.fakeengine.FakeSwarm;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

/** Commands as people type them, to an in-memory swarm. */
final class Console implements AutoCloseable {
    final FakeSwarm swarm = FakeSwarm.withNodes("n1");
    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    /** Runs a command and returns its exit code; the swarm is named behind its first two words. */
    int run(String... words) {
        List<String> command = new ArrayList<>(List.of(words));
        command.addAll(2, List.of("-H", swarm.address()));
        return runAsTyped(command.toArray(String[]::new));
    }

    /** The same for a command whose file names the swarm. */
    int runAsTyped(String... words) {
        out = new StringWriter();
        err = new StringWriter();
        return Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(words);
    }

    /** What the last command printed. */
    String out() {
        return out.toString();
    }

    /** The same as JSON. */
    JsonNode json() throws JsonProcessingException {
        return JsonMapper.builder().build().readTree(out());
    }

    /** What the last command complained of. */
    String err() {
        return err.toString();
    }

    @Override
    public void close() {
        swarm.close();
    }
}
