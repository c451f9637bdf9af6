package io.jenkins.plugins.flaskbbswarm.cli;

import io.jenkins.plugins.flaskbbswarm.compose.ComposeSource;
import io.jenkins.plugins.flaskbbswarm.compose.Mode;
import io.jenkins.plugins.flaskbbswarm.compose.Variables;
import io.jenkins.plugins.flaskbbswarm.deploy.ComposeStack;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Which Compose files make which stack. Variables come from the environment, as {@code docker stack deploy} takes them. */
final class ComposeOptions {
    @Option(
            names = {"-c", "--compose-file"},
            paramLabel = "FILE",
            required = true,
            description = "A Compose file, - for standard input; may be repeated, later ones win.")
    private List<String> files = List.of();

    @Option(names = "--strict", description = "Refuses what would only be warned about.")
    private boolean strict;

    @Parameters(paramLabel = "STACK", description = "The name of the stack.")
    private String stack;

    ComposeStack stack() throws IOException {
        List<ComposeSource> sources = new ArrayList<>();
        for (String file : files) {
            sources.add(
                    file.equals("-")
                            ? ComposeSource.of("stdin", Path.of("").toAbsolutePath(), System.in.readAllBytes())
                            : ComposeSource.file(Path.of(file)));
        }
        Mode mode = strict ? Mode.STRICT : Mode.COMPATIBLE;
        return new ComposeStack(new Namespace(stack), sources, Variables.of(System.getenv()), mode);
    }
}
