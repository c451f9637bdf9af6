package io.jenkins.plugins.flaskbbswarm.cli;

import io.jenkins.plugins.flaskbbswarm.compose.ComposeException;
import io.jenkins.plugins.flaskbbswarm.compose.ComposeLoader;
import io.jenkins.plugins.flaskbbswarm.compose.ComposeSource;
import io.jenkins.plugins.flaskbbswarm.compose.EnvFile;
import io.jenkins.plugins.flaskbbswarm.compose.FileReader;
import io.jenkins.plugins.flaskbbswarm.compose.LoadedStack;
import io.jenkins.plugins.flaskbbswarm.compose.Mode;
import io.jenkins.plugins.flaskbbswarm.compose.Variables;
import io.jenkins.plugins.flaskbbswarm.yaml.Problems;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlReader;
import picocli.CommandLine;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The options by which the {@code stack} commands name their files, and how these are read. */
final class StackFiles {
    private static final int BAD_INPUT = 2;
    private static final FileReader DISK = StackFiles::read;

    @Option(
            names = {"-c", "--compose-file"},
            paramLabel = "FILE",
            required = true,
            description = "a Compose file, or - for standard input; repeat to merge several, later ones winning")
    private List<String> files = List.of();

    @Option(
            names = "--env-file",
            paramLabel = "FILE",
            description = "a file of NAME=value lines that win over the environment; repeatable")
    private List<Path> envFiles = List.of();

    @Option(names = "--strict", description = "refuse whatever is otherwise only warned about")
    private boolean strict;

    /**
     * Loads the files and hands them on; says what is wrong with them on standard error.
     *
     * @return 0, or 2 if the files are refused
     */
    int use(CommandLine command, boolean withContents, Consumer<LoadedStack> action) {
        PrintWriter err = command.getErr();
        try {
            LoadedStack loaded = load(err, withContents);
            loaded.warnings().forEach(warning -> err.println("warning: " + warning));
            action.accept(loaded);
            return 0;
        } catch (ComposeException | IllegalArgumentException e) {
            err.println(e.getMessage());
        } catch (IOException e) {
            err.println("cannot read standard input: " + e.getMessage());
        } finally {
            err.flush();
        }
        return BAD_INPUT;
    }

    private LoadedStack load(PrintWriter err, boolean withContents) throws IOException {
        Variables variables = variables(err);
        Mode mode = strict ? Mode.STRICT : Mode.COMPATIBLE;
        List<ComposeSource> sources = new ArrayList<>();
        for (String file : files) {
            sources.add(file.equals("-") ? standardInput() : ComposeSource.file(Path.of(file)));
        }
        return withContents
                ? ComposeLoader.load(sources, variables, mode, DISK)
                : ComposeLoader.loadWithoutContents(sources, variables, mode, DISK);
    }

    private static ComposeSource standardInput() throws IOException {
        byte[] content = System.in.readNBytes(YamlReader.MAX_BYTES + 1);
        return ComposeSource.of("standard input", Path.of(""), content);
    }

    /** The process environment, and the env files that win over it. */
    private Variables variables(PrintWriter err) {
        Problems problems = new Problems();
        Variables variables = Variables.of(System.getenv());
        for (Path file : envFiles) {
            variables = variables.with(read(file, variables, problems));
        }
        if (problems.hasErrors()) {
            throw new ComposeException(problems.all());
        }
        problems.all().forEach(warning -> err.println("warning: " + warning));
        return variables;
    }

    private static Map<String, String> read(Path file, Variables variables, Problems problems) {
        try {
            return EnvFile.parse(file.toString(), DISK.read(file, EnvFile.MAX_BYTES), variables, problems);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("there is no env file " + file + ": check the path", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read the env file " + file + ": " + e.getMessage(), e);
        }
    }

    private static byte[] read(Path file, int limit) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(limit + 1);
        }
    }
}
