package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.compose.ComposeLoader;
import io.jenkins.plugins.flaskbbswarm.compose.ComposeSource;
import io.jenkins.plugins.flaskbbswarm.compose.LoadedStack;
import io.jenkins.plugins.flaskbbswarm.compose.Mode;
import io.jenkins.plugins.flaskbbswarm.compose.Variables;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.spec.DesiredStack;
import io.jenkins.plugins.flaskbbswarm.spec.StackConverter;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A stack as its Compose files say, and nothing besides.
 *
 * @param sources the files, merged in order
 * @param variables what they may interpolate
 */
public record ComposeStack(Namespace name, List<ComposeSource> sources, Variables variables, Mode mode) {
    public ComposeStack {
        sources = List.copyOf(sources);
    }

    /**
     * Loads the files; their warnings are told as events.
     *
     * @throws io.jenkins.plugins.flaskbbswarm.compose.ComposeException if they are refused
     */
    DesiredStack load(EventSink events) {
        LoadedStack loaded = ComposeLoader.load(sources, variables, mode, ComposeStack::read);
        loaded.warnings()
                .forEach(warning -> events.emit(new Event.Warning(
                        warning.location() + (warning.path().isEmpty() ? "" : ": " + warning.path()),
                        warning.message(),
                        warning.remedy())));
        return StackConverter.convert(name, loaded.stack());
    }

    private static byte[] read(Path file, int limit) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(limit + 1);
        }
    }
}
