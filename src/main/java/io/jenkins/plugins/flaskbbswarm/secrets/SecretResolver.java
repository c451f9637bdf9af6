package io.jenkins.plugins.flaskbbswarm.secrets;

import io.jenkins.plugins.flaskbbswarm.stack.Content;
import io.jenkins.plugins.flaskbbswarm.stack.EscapedUtf8;
import io.jenkins.plugins.flaskbbswarm.text.Advice;
import io.jenkins.plugins.flaskbbswarm.text.BoundedFile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Fetches values from their sources, and collects what is missing so that it can be said at once. */
public final class SecretResolver {
    private static final int LONGEST_TOLD = 8 * 1024;

    /** Takes the place of what Java cannot decode; a value that has it by itself is one that nobody can type. */
    private static final char LOST = '\uFFFD';

    private final Map<String, String> environment;
    private final Consumer<String> told;
    private final List<String> problems = new ArrayList<>();

    /**
     * @param environment variables of the process
     * @param told gets each value, so that it can be masked
     */
    public SecretResolver(Map<String, String> environment, Consumer<String> told) {
        this.environment = environment;
        this.told = told;
    }

    /** The value; empty for one that is to be generated, and after a problem. */
    public Optional<Content> value(String what, SecretSource source) {
        Optional<Content> found = found(what, source);
        found.ifPresent(content -> tell(content, told));
        return found;
    }

    /** Longer values are files rather than passwords, and are not masked. */
    public static void tell(Content content, Consumer<String> told) {
        if (content.length() <= LONGEST_TOLD) {
            told.accept(new String(content.bytes(), StandardCharsets.UTF_8));
        }
    }

    private Optional<Content> found(String what, SecretSource source) {
        if (source instanceof SecretSource.Environment variable) {
            return fromEnvironment(what, variable.variable());
        }
        if (source instanceof SecretSource.Given given) {
            return Optional.of(given.content());
        }
        if (source instanceof SecretSource.Credential credential) {
            problems.add("The " + what + " comes from the Jenkins credential " + credential.id()
                    + ", which only a step in Jenkins can look up; here, set it to {env: NAME} or {file: path}");
            return Optional.empty();
        }
        return source instanceof SecretSource.File file ? fromFile(what, file) : Optional.empty();
    }

    /** One sentence for each value that could not be had. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    private Optional<Content> fromEnvironment(String what, String variable) {
        String value = environment.get(variable);
        if (value == null || value.isEmpty()) {
            problems.add("The " + what + " comes from the environment variable " + variable + ", which is "
                    + (value == null ? "not set" : "empty") + "; "
                    + Advice.of(
                            "export " + variable + " and try again",
                            "set it with environment { } or withEnv, or take credential('an-id')"));
            return Optional.empty();
        }
        if (value.indexOf(LOST) >= 0) {
            problems.add(
                    "The " + what + " comes from the environment variable " + variable + ", of which Java lost"
                            + " characters that the locale does not have; start it (in Jenkins: the agent) with LC_ALL=C.UTF-8");
            return Optional.empty();
        }
        return Optional.of(Content.of(EscapedUtf8.encode(value)));
    }

    private Optional<Content> fromFile(String what, SecretSource.File source) {
        try {
            byte[] bytes = BoundedFile.read(source.path());
            if (bytes.length == 0) {
                problems.add("The " + what + " comes from the file " + source.path() + ", which is empty");
                return Optional.empty();
            }
            return Optional.of(Content.of(bytes));
        } catch (NoSuchFileException e) {
            problems.add("The " + what + " comes from the file " + source.path()
                    + ", which does not exist; make it, or correct its path in deploy.yml");
        } catch (IOException e) {
            problems.add("The " + what + " comes from the file " + source.path() + ", which cannot be read: "
                    + e.getMessage());
        }
        return Optional.empty();
    }
}
