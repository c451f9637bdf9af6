package io.jenkins.plugins.flaskbbswarm.engine;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.text.Advice;
import io.jenkins.plugins.flaskbbswarm.text.BoundedFile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** The contexts that {@code docker context create} keeps, each in folders named after the SHA-256 of its name. */
final class ContextStore {
    private final Path folder;
    private final Optional<TlsFiles> ownTls;

    /**
     * @param folder where the docker CLI keeps its settings
     * @param ownTls used instead of what a context has
     */
    ContextStore(Path folder, Optional<TlsFiles> ownTls) {
        this.folder = folder.resolve("contexts");
        this.ownTls = ownTls;
    }

    /**
     * The engine of a context.
     *
     * @throws IllegalArgumentException if there is none such, or it cannot be used; the message says what to do
     */
    EngineAddress engine(ContextName context) {
        JsonNode endpoint = metadata(context).path("Endpoints").path("docker");
        if (!endpoint.isObject()) {
            throw refused(context, "has no endpoint for an engine", "create it again with --docker host=…");
        }
        if (endpoint.path("SkipTLSVerify").asBoolean()) {
            throw refused(
                    context,
                    "does not verify the engine's certificate (SkipTLSVerify), which is never done here",
                    "give it the engine's authority (docker context update " + context.name()
                            + " --docker host=…,ca=ca.pem,cert=cert.pem,key=key.pem)");
        }
        String host = endpoint.path("Host").asText("");
        try {
            return EngineAddress.parse(host.isEmpty() ? AddressParser.DEFAULT : host, ownTls.or(() -> tls(context)));
        } catch (IllegalArgumentException e) {
            throw refused(context, "cannot be used (" + e.getMessage() + ")", "correct it with docker context update");
        }
    }

    private JsonNode metadata(ContextName context) {
        Path file = folder.resolve("meta").resolve(sha256(context.name())).resolve("meta.json");
        if (Files.notExists(file)) {
            throw refused(context, "does not exist in " + folder, "docker context ls lists those that do");
        }
        try {
            return Json.MAPPER.readTree(BoundedFile.read(file));
        } catch (IOException e) {
            throw refused(context, "cannot be read: " + file + " " + cause(e), "create it again");
        }
    }

    /** What the context has for TLS; none if it has nothing. */
    private Optional<TlsFiles> tls(ContextName context) {
        Path own = folder.resolve("tls").resolve(sha256(context.name())).resolve("docker");
        return Files.notExists(own) ? Optional.empty() : Optional.of(TlsFiles.in(own));
    }

    static String cause(IOException e) {
        if (e instanceof JacksonException) {
            return "is not valid JSON";
        }
        return e instanceof AccessDeniedException
                ? "may not be read by " + System.getProperty("user.name")
                : "cannot be read: " + e.getMessage();
    }

    private static IllegalArgumentException refused(ContextName context, String cause, String remedy) {
        return new IllegalArgumentException(context + " " + cause + "; " + remedy
                + ", or name another engine with "
                + Advice.of("--context, --host or DOCKER_HOST", "host: 'tcp://…', a target or DOCKER_HOST"));
    }

    private static String sha256(String name) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
