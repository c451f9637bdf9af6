package io.jenkins.plugins.flaskbbswarm.cli;

import io.jenkins.plugins.flaskbbswarm.compose.ComposeLoader;
import io.jenkins.plugins.flaskbbswarm.compose.LoadedStack;
import io.jenkins.plugins.flaskbbswarm.compose.interpolate.EnvFile;
import io.jenkins.plugins.flaskbbswarm.compose.read.Profiles;
import io.jenkins.plugins.flaskbbswarm.compose.source.ComposeException;
import io.jenkins.plugins.flaskbbswarm.compose.source.ComposeSource;
import io.jenkins.plugins.flaskbbswarm.compose.source.FileReader;
import io.jenkins.plugins.flaskbbswarm.compose.source.Mode;
import io.jenkins.plugins.flaskbbswarm.compose.source.Variables;
import io.jenkins.plugins.flaskbbswarm.deploy.DiskFiles;
import io.jenkins.plugins.flaskbbswarm.yaml.ProblemText;
import io.jenkins.plugins.flaskbbswarm.yaml.Problems;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlReader;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The options by which the {@code stack} commands name their files, and how these are read. */
final class StackFiles {
    private static final FileReader DISK = new DiskFiles();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

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

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "deploys the services of this profile, too; repeatable; COMPOSE_PROFILES names more of them,"
                    + " and '*' all")
    private List<String> profiles = List.of();

    @Option(names = "--strict", description = "refuse whatever is otherwise only warned about")
    private boolean strict;

    /**
     * Loads the files.
     *
     * @throws ComposeException if they are refused
     */
    LoadedStack load() throws IOException {
        return load(true);
    }

    /** Like {@link #load}, but the files of secrets and configs need not exist. */
    LoadedStack loadWithoutContents() throws IOException {
        return load(false);
    }

    private LoadedStack load(boolean withContents) throws IOException {
        Variables variables = variables(command.commandLine().getErr());
        Profiles active = Profiles.of(profiles, ProcessText.environment());
        Mode mode = strict ? Mode.STRICT : Mode.COMPATIBLE;
        if (files.stream().filter("-"::equals).count() > 1) {
            throw new ParameterException(command.commandLine(), "--compose-file: standard input can be read once only");
        }
        List<ComposeSource> sources = new ArrayList<>();
        for (String file : files) {
            sources.add(file.equals("-") ? standardInput() : ComposeSource.file(Path.of(file)));
        }
        return withContents
                ? ComposeLoader.load(sources, variables, active, mode, DISK)
                : ComposeLoader.loadWithoutContents(sources, variables, active, mode, DISK);
    }

    private static ComposeSource standardInput() throws IOException {
        byte[] content = System.in.readNBytes(YamlReader.MAX_BYTES + 1);
        return ComposeSource.of("standard input", Path.of(""), content);
    }

    /** The process environment, and the env files that win over it. */
    private Variables variables(PrintWriter err) {
        Problems problems = new Problems();
        Variables variables = Variables.of(ProcessText.environment());
        for (Path file : envFiles) {
            variables = variables.with(read(file, variables, problems));
        }
        if (problems.hasErrors()) {
            throw new ComposeException(problems.all());
        }
        problems.all().forEach(warning -> MarkedLines.print(ProblemText.marked(warning), err));
        return variables;
    }

    private Map<String, String> read(Path file, Variables variables, Problems problems) {
        try {
            return EnvFile.parse(file.toString(), DISK.read(file, EnvFile.MAX_BYTES), variables, problems);
        } catch (NoSuchFileException e) {
            throw new ParameterException(command.commandLine(), "there is no env file " + file + ": check the path", e);
        } catch (IOException e) {
            throw new ParameterException(
                    command.commandLine(), "cannot read the env file " + file + ": " + e.getMessage(), e);
        }
    }
}
