package io.jenkins.plugins.flaskbbswarm.fakeengine;

import com.fasterxml.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Understands just so much of {@code sh -c} that one and the same test can run on the fake and on an engine:
 * {@code echo words}, {@code echo words >&2}, {@code sleep n}, {@code exit n}, {@code true}, {@code false}.
 */
final class FakeShell {
    private static final int FOREVER_SECONDS = 300;

    private final List<Outcome.Line> output = new ArrayList<>();
    private Duration time = Duration.ZERO;
    private int status;
    private boolean done;
    private boolean endless;

    private FakeShell() {}

    /** What a container does that runs a command; anything unknown runs for ever, as a server does. */
    static Outcome run(JsonNode containerSpec) {
        List<String> command = new ArrayList<>();
        containerSpec.path("Command").forEach(word -> command.add(word.asText()));
        containerSpec.path("Args").forEach(word -> command.add(word.asText()));
        if (command.size() != 3 || !command.get(0).equals("sh")) {
            return Outcome.runs();
        }
        FakeShell shell = new FakeShell();
        for (String step : command.get(2).split(";")) {
            shell.step(step.strip());
        }
        Outcome outcome = shell.endless ? Outcome.runs() : Outcome.exits(shell.status, shell.time);
        return outcome.printing(shell.output);
    }

    private void step(String step) {
        String[] words = step.split(" ", 2);
        String rest = words.length > 1 ? words[1] : "";
        if (done || endless) {
            return;
        }
        switch (words[0]) {
            case "echo" -> echo(rest);
            case "sleep" -> sleep(Integer.parseInt(rest));
            case "exit" -> {
                status = Integer.parseInt(rest);
                done = true;
            }
            case "true" -> status = 0;
            case "false" -> status = 1;
            default -> endless = true;
        }
    }

    private void echo(String words) {
        boolean error = words.endsWith(">&2");
        output.add(new Outcome.Line(error, error ? words.replace(">&2", "").strip() : words));
        status = 0;
    }

    private void sleep(int seconds) {
        time = time.plusSeconds(seconds);
        endless = seconds >= FOREVER_SECONDS;
        status = 0;
    }
}
