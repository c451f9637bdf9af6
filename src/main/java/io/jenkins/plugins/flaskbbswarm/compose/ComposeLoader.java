package io.jenkins.plugins.flaskbbswarm.compose;

import java.util.List;

/** Loads Compose files as {@code docker stack deploy} of docker CLI 28 does, but tells all problems at once and where they are. */
public final class ComposeLoader {
    private ComposeLoader() {}

    /**
     * Loads and merges the files, and reads the contents of the secrets, configs and env files that they name.
     *
     * @param sources at least one; later ones win
     * @param variables what may be interpolated, and what fills bare {@code environment} names
     * @throws ComposeException if the files are refused; nothing is half loaded
     */
    public static LoadedStack load(List<ComposeSource> sources, Variables variables, Mode mode, FileReader files) {
        throw new UnsupportedOperationException("not yet");
    }

    /** Like {@link #load}, without reading the contents of secrets and configs, whose files need not exist. */
    public static LoadedStack loadWithoutContents(
            List<ComposeSource> sources, Variables variables, Mode mode, FileReader files) {
        throw new UnsupportedOperationException("not yet");
    }
}
