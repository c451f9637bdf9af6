package io.jenkins.plugins.flaskbbswarm.preview.resources;

import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.util.Locale;

/** What the role and the database of a preview are called: PostgreSQL takes 63 bytes. */
public final class DatabaseName {
    private static final int LONGEST = 45;

    private DatabaseName() {}

    /** {@code preview_pr_12_} and eight digits, which keep {@code pr-1.2} and {@code pr-1-2} apart. */
    public static String of(Namespace stack) {
        String plain = stack.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "_");
        String brief = plain.substring(0, Math.min(plain.length(), LONGEST));
        return "preview_" + brief + "_"
                + String.format(Locale.ROOT, "%08x", stack.name().hashCode());
    }
}
