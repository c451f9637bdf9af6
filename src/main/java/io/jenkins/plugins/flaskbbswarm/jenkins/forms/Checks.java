package io.jenkins.plugins.flaskbbswarm.jenkins.forms;

import hudson.util.FormValidation;
import io.jenkins.plugins.flaskbbswarm.engine.EngineAddress;
import io.jenkins.plugins.flaskbbswarm.engine.TlsFiles;
import io.jenkins.plugins.flaskbbswarm.rollout.OnAbort;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Checks of texts, which need no permission: they look at nothing but what the user wrote. */
public final class Checks {
    private static final Optional<TlsFiles> SOME_TLS = Optional.of(new TlsFiles(new byte[0], new byte[0], new byte[0]));

    private Checks() {}

    public static FormValidation host(String text) {
        return valid(() -> parseHost(text));
    }

    /**
     * Nothing says that the engine is the one of the node, so it is always possible.
     *
     * @throws IllegalArgumentException if it is something, but no engine's address
     */
    public static void parseHost(String text) {
        if (!text.isBlank()) {
            EngineAddress.parse(text.strip(), SOME_TLS);
        }
    }

    public static FormValidation stack(String text) {
        return text.isBlank() ? FormValidation.ok() : valid(() -> new Namespace(text.strip()));
    }

    public static FormValidation onAbort(String text) {
        boolean isKnown = text.isBlank()
                || Stream.of(OnAbort.values())
                        .anyMatch(
                                choice -> choice.name().toLowerCase(Locale.ROOT).equals(text));
        return isKnown
                ? FormValidation.ok()
                : FormValidation.error("'" + text + "' is neither rollback nor leave; the default is rollback");
    }

    public static FormValidation required(String text) {
        return text.isBlank() ? FormValidation.error("This is needed.") : FormValidation.ok();
    }

    private static FormValidation valid(Runnable parser) {
        try {
            parser.run();
            return FormValidation.ok();
        } catch (IllegalArgumentException e) {
            return FormValidation.error(e.getMessage());
        }
    }
}
