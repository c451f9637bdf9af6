package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.text.Advice;
import io.jenkins.plugins.flaskbbswarm.text.BoundedFile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The text of a {@code deploy.yml}, wherever it comes from.
 *
 * @param file as messages name it; its relative paths begin at its folder. It need not exist
 */
public record DeployYaml(Path file, byte[] bytes) {
    /** @throws DeployFileException if the file cannot be read */
    public static DeployYaml read(Path file) {
        try {
            return new DeployYaml(file, BoundedFile.read(file));
        } catch (IOException e) {
            String cause = Files.exists(file) ? "cannot be read: " + e.getMessage() : "does not exist";
            throw new DeployFileException(file + " " + cause + "; name your file with " + Advice.of("-f", "config"));
        }
    }

    /** A text that was read elsewhere, in the place of the file. */
    public static DeployYaml of(Path file, String text) {
        return new DeployYaml(file, text.getBytes(StandardCharsets.UTF_8));
    }

    Path directory() {
        return file.toAbsolutePath().normalize().getParent();
    }
}
