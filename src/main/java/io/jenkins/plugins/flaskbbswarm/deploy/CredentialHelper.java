package io.jenkins.plugins.flaskbbswarm.deploy;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.flaskbbswarm.engine.RegistryAuth;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * A program {@code docker-credential-NAME} that keeps logins for the docker CLI. It is asked as the CLI asks it: the
 * registry's address on its standard input, the login as JSON on its output.
 */
final class CredentialHelper {
    /** How helpers say that they have no login, whatever the operating system. */
    private static final String NOT_FOUND = "credentials not found in native keychain";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
    private static final int MOST_BYTES = 64 * 1024;
    private static final int MOST_SHOWN = 300;

    private final String program;
    private final Map<String, String> environment;
    private final Duration patience;

    /**
     * @param name as {@code config.json} has it, without {@code docker-credential-}
     * @param environment of the program, whose PATH it is looked for in
     * @throws InvalidRequestException if that is not a valid program name
     */
    CredentialHelper(String name, Map<String, String> environment, Duration patience) {
        if (!NAME.matcher(name).matches()) {
            throw new InvalidRequestException(List.of("The credential helper '" + name
                    + "' in config.json is not a valid name; it has letters, digits, '.', '_' and '-' only"));
        }
        this.program = "docker-credential-" + name;
        this.environment = environment;
        this.patience = patience;
    }

    /** What a program printed, and how it ended. */
    private record Output(int exitCode, byte[] bytes) {}

    /**
     * Its login for a registry; empty if it has none.
     *
     * @param server as {@code docker login} knows the registry
     * @throws InvalidRequestException if it does not answer, or with something else
     */
    Optional<RegistryAuth> login(String server) {
        Output output = run(server);
        String text = new String(output.bytes(), StandardCharsets.UTF_8).strip();
        if (output.exitCode() != 0) {
            if (text.contains(NOT_FOUND)) {
                return Optional.empty();
            }
            throw failed(
                    server, "ended with exit code " + output.exitCode() + (text.isEmpty() ? "" : ": " + brief(text)));
        }
        return parsed(server, output.bytes());
    }

    private Optional<RegistryAuth> parsed(String server, byte[] bytes) {
        JsonNode json;
        try {
            json = new JsonMapper().readTree(bytes);
        } catch (JacksonException e) {
            throw failed(server, "did not answer with JSON"); // the parser's message would show a piece of it
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!json.path("Username").isTextual() || !json.path("Secret").isTextual()) {
            throw failed(server, "answered without Username and Secret");
        }
        String secret = json.path("Secret").asText();
        return secret.isEmpty()
                ? Optional.empty()
                : Optional.of(new RegistryAuth(server, json.path("Username").asText(), secret.toCharArray()));
    }

    private Output run(String server) {
        Process process = started(server);
        try {
            CompletableFuture<byte[]> printed = CompletableFuture.supplyAsync(() -> read(process));
            ask(process, server);
            byte[] bytes = printed.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (bytes.length > MOST_BYTES) {
                throw failed(server, "answered with more than " + MOST_BYTES / 1024 + " KiB");
            }
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw tooSlow(server);
            }
            return new Output(process.exitValue(), bytes);
        } catch (TimeoutException e) {
            throw tooSlow(server);
        } catch (ExecutionException e) {
            throw failed(server, "could not be read");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(server, "was interrupted");
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private Process started(String server) {
        ProcessBuilder builder = new ProcessBuilder(path(server), "get").redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw failed(server, "cannot be started (" + e.getMessage() + ")");
        }
    }

    private String path(String server) {
        String path = environment.getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");
        return Pattern.compile(File.pathSeparator)
                .splitAsStream(path)
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> failed(server, "is in no folder of PATH; install it"))
                .toString();
    }

    /** A helper that ends without reading says more by its exit code. */
    private static void ask(Process process, String server) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(server.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // told by its exit code
        }
    }

    private static byte[] read(Process process) {
        try (InputStream out = process.getInputStream()) {
            return out.readNBytes(MOST_BYTES + 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private InvalidRequestException tooSlow(String server) {
        return failed(server, "did not answer within " + patience.toSeconds() + " s");
    }

    private InvalidRequestException failed(String server, String what) {
        return new InvalidRequestException(List.of("The credential helper " + program + ", which keeps the login to "
                + server + ", " + what + "; try it: echo " + server + " | " + program + " get"));
    }

    private static String brief(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ");
        return line.length() <= MOST_SHOWN ? line : line.substring(0, MOST_SHOWN) + "…";
    }
}
