package io.jenkins.plugins.flaskbbswarm.cli;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code target/flaskbb-swarm} as a user starts it. */
class LauncherIT {
    private static final Path TARGET = Path.of("target").toAbsolutePath();

    @TempDir
    Path folder;

    @Test
    void startsWithTheArchivedClasses() throws Exception {
        assertThat(run(TARGET.resolve("flaskbb-swarm"), "-Xlog:class+load"))
                .contains("io.jenkins.plugins.flaskbbswarm.cli.Main source: shared objects file")
                .contains("picocli.CommandLine source: shared objects file")
                .contains("flaskbb-swarm 0.1.0");
    }

    @Test
    void isFoundThroughALink() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("swarm"), TARGET.resolve("flaskbb-swarm"));
        assertThat(run(link, "")).isEqualTo("flaskbb-swarm 0.1.0\n");
    }

    /** One that is missing or does not fit is no reason to say anything. */
    @Test
    void doesWithoutTheArchive() throws Exception {
        Path launcher = copy("flaskbb-swarm");
        copy("flaskbb-swarm.jar");
        assertThat(run(launcher, "")).isEqualTo("flaskbb-swarm 0.1.0\n");

        copy("flaskbb-swarm.jsa");
        assertThat(run(launcher, "")).isEqualTo("flaskbb-swarm 0.1.0\n");
    }

    /** In the C locale, too, and in one that is not installed: Java would read and write no such name there. */
    @ParameterizedTest
    @ValueSource(strings = {"C", "POSIX", "xx_XX.UTF-8"})
    void findsFilesWhateverTheLocale(String locale) throws Exception {
        Files.writeString(folder.resolve("script"), """
                mkdir größe; cd größe; echo 'services: {app: {image: "app:1", env_file: größe.env}}' >größe.yml
                echo NAME=1 >größe.env
                exec %s stack config -c größe.yml
                """.formatted(TARGET.resolve("flaskbb-swarm")));
        ProcessBuilder builder = new ProcessBuilder("sh", "script").directory(folder.toFile());
        builder.environment().put("LC_ALL", locale);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.redirectErrorStream(true).start();
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("NAME: \"1\"");
    }

    private Path copy(String name) throws IOException {
        return Files.copy(TARGET.resolve(name), folder.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
    }

    private static String run(Path launcher, String... options) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(launcher.toString(), "--version").redirectErrorStream(true);
        builder.environment().put("FLASKBB_SWARM_OPTS", String.join(" ", Arrays.asList(options)));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return output;
    }
}
