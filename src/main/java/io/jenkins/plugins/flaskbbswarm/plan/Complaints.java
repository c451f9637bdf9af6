package io.jenkins.plugins.flaskbbswarm.plan;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with one part of a stack, each with the field that it stands in, as stack files spell it. */
final class Complaints {
    private final String part;
    private final List<String> all = new ArrayList<>();

    /** @param part such as {@code services.web} */
    Complaints(String part) {
        this.part = part;
    }

    /** Adds one. */
    void add(String field, String message, String remedy) {
        all.add(part + "." + field + ": " + message + "; " + remedy);
    }

    /** Adds one if it is the case. */
    void addIf(boolean wrong, String field, String message, String remedy) {
        if (wrong) {
            add(field, message, remedy);
        }
    }

    List<String> all() {
        return List.copyOf(all);
    }
}
