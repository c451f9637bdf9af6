package io.jenkins.plugins.flaskbbswarm.cli;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    /** A copy is said to be slower, once somebody looks at it, and can be made as fast. */
    @Test
    void aCopyGetsAnArchiveOfItsOwn() throws Exception {
        String hint =
                "flaskbb-swarm: this copy has no class archive of its own, and starts slower for want of it; make it"
                        + " with: flaskbb-swarm --archive\n";
        Path launcher = copy("flaskbb-swarm");
        copy("flaskbb-swarm.jar");
        assertThat(run(launcher, "")).isEqualTo(hint + "flaskbb-swarm 0.1.0\n");
        copy("flaskbb-swarm.jsa");
        assertThat(run(launcher, "")).isEqualTo(hint + "flaskbb-swarm 0.1.0\n");
        copy("flaskbb-swarm.jsa.classes");
        assertThat(script(launcher + " --archive")).isEmpty();
        assertThat(run(launcher, "-Xlog:class+load"))
                .contains("io.jenkins.plugins.flaskbbswarm.cli.Main source: shared objects file")
                .doesNotContain("--archive");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            mkdir gone; cd gone; rmdir ../gone; LAUNCHER -V | the working directory is gone; change to one that exists
            JAVA_HOME=/no/java LAUNCHER -V                  | there is no /no/java/bin/java; install Java 17 or newer, or set JAVA_HOME
            cp LAUNCHER alone; ./alone -V                   | there is no flaskbb-swarm.jar in FOLDER; put it there, or set FLASKBB_SWARM_HOME
            """)
    void saysWhatItNeeds(String script, String said) throws Exception {
        String command =
                script.replace("LAUNCHER", TARGET.resolve("flaskbb-swarm").toString());
        assertThat(script(command))
                .endsWith("flaskbb-swarm: "
                        + said.replace("FOLDER", folder.toRealPath().toString()) + "\n");
        assertThat(script("cp " + TARGET.resolve("flaskbb-swarm") + " alone; FLASKBB_SWARM_HOME=" + TARGET
                        + " ./alone -V"))
                .isEqualTo("flaskbb-swarm 0.1.0\n");
    }

    /** A closed stream would be the first file that Java opens, or the connection to an engine. */
    @Test
    void standsClosedStreams() throws Exception {
        Path launcher = TARGET.resolve("flaskbb-swarm");
        Files.writeString(folder.resolve("stack.yml"), "services: {app: {image: 'app:1'}}");
        assertThat(script(launcher + " stack config -c stack.yml >&-; echo $?"))
                .isEqualTo("Standard output could not be written, so some of it is lost: No space left on device\n1\n");
        assertThat(script(launcher + " stack config -c - <&- 2>&-; echo $?")).isEqualTo("2\n");
        assertThat(script(launcher + " stack config -c stack.yml 2>&- <&-")).contains("image: app:1");
    }

    private String script(String text) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("script"), text + "\n");
        ProcessBuilder builder =
                new ProcessBuilder("sh", "script").directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
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
