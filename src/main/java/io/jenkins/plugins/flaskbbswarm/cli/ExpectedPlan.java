package io.jenkins.plugins.flaskbbswarm.cli;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.flaskbbswarm.text.BoundedFile;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code --plan}: the plan that somebody has seen, and that alone is to be carried out. */
final class ExpectedPlan {
    private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{12}");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--plan",
            paramLabel = "FINGERPRINT|FILE",
            description = "Carries out this plan and no other: its fingerprint, or what plan --json printed.")
    private Optional<String> plan = Optional.empty();

    boolean isGiven() {
        return plan.isPresent();
    }

    /** Its fingerprint, if one was given. */
    Optional<String> fingerprint() {
        return plan.map(text -> FINGERPRINT.matcher(text).matches() ? text : read(Path.of(text)));
    }

    private String read(Path file) {
        try {
            String text = new JsonMapper()
                    .readTree(BoundedFile.read(file))
                    .path("fingerprint")
                    .asText();
            if (FINGERPRINT.matcher(text).matches()) {
                return text;
            }
            throw refused(file, "it has no fingerprint");
        } catch (JacksonException e) {
            throw refused(file, "it is not JSON");
        } catch (IOException e) {
            throw refused(file, Files.exists(file) ? "it cannot be read" : "file not found");
        }
    }

    private ParameterException refused(Path file, String cause) {
        return new ParameterException(
                command.commandLine(),
                "--plan: " + file + " is not a plan: " + cause
                        + "; give the fingerprint that plan prints, or a file that plan --json wrote");
    }
}
