package io.jenkins.plugins.flaskbbswarm.compose.read;

import java.util.List;
import java.util.Locale;

/** Words of which the engine takes a few only; the reference finds out when half of the stack is there. */
final class EnumValues {
    private EnumValues() {}

    /** Warns of a word that the engine will refuse. */
    static void check(Section in, String field, String... allowed) {
        String text = in.has(field) ? in.text(field) : "";
        if (text.isEmpty() || List.of(allowed).contains(text.toLowerCase(Locale.ROOT))) {
            return;
        }
        String remedy = in.reading()
                .nearest(text, List.of(allowed))
                .map(meant -> "did you mean '" + meant + "'?")
                .orElse("write " + String.join(", ", allowed));
        in.warn(field, "the engine refuses " + in.quoted(field), remedy);
    }
}
