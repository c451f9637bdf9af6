package io.jenkins.plugins.flaskbbswarm.compose.read;

import io.jenkins.plugins.flaskbbswarm.stack.Mount;

import java.util.Optional;
import java.util.Set;

/**
 * A volume in short syntax, {@code [source:]target[:options]}, read as docker CLI 28 {@code loader.ParseVolume}: a
 * single letter before a colon belongs to a Windows path, wherever it stands.
 */
public final class VolumeSpec {
    private static final Set<String> PROPAGATIONS =
            Set.of("rprivate", "private", "rshared", "shared", "rslave", "slave");

    private String source = "";
    private String target = "";
    private boolean readOnly;
    private boolean noCopy;
    private Optional<String> propagation = Optional.empty();
    private Optional<String> ignored = Optional.empty();

    private VolumeSpec() {}

    /** @throws IllegalArgumentException if the text is no volume; the message says why */
    public static VolumeSpec parse(String text) {
        VolumeSpec spec = new VolumeSpec();
        if (text.isEmpty()) {
            throw new IllegalArgumentException("it is empty");
        }
        if (text.length() <= 2) {
            spec.target = text;
            return spec;
        }
        int start = 0;
        for (int at = 0; at <= text.length(); at++) {
            boolean end = at == text.length();
            if (end || text.charAt(at) == ':' && !isDrive(text, start, at)) {
                spec.add(text.substring(start, at), end);
                start = at + 1;
            }
        }
        return spec;
    }

    private static boolean isDrive(String text, int start, int colon) {
        return colon - start == 1 && Character.isLetter(text.charAt(start));
    }

    private void add(String part, boolean last) {
        if (part.isEmpty()) {
            throw new IllegalArgumentException("a part between colons is empty");
        }
        if (source.isEmpty() && last) {
            target = part;
        } else if (source.isEmpty()) {
            source = part;
        } else if (target.isEmpty()) {
            target = part;
        } else if (last) {
            for (String option : part.split(",")) {
                option(option);
            }
        } else {
            throw new IllegalArgumentException("there are too many colons");
        }
    }

    private void option(String option) {
        switch (option) {
            case "ro" -> readOnly = true;
            case "rw" -> readOnly = false;
            case "nocopy" -> noCopy = true;
            default -> {
                if (PROPAGATIONS.contains(option)) {
                    propagation = Optional.of(option);
                } else {
                    ignored = Optional.of(option);
                }
            }
        }
    }

    /** An option that nobody heeds, if there is one. */
    Optional<String> ignored() {
        return ignored;
    }

    private boolean isPath() {
        if (source.isEmpty()) {
            return false;
        }
        boolean unix = ".~/".indexOf(source.charAt(0)) >= 0;
        return unix || source.startsWith("\\\\") || source.length() > 1 && isDrive(source, 0, source.indexOf(':'));
    }

    public Mount mount() {
        return new Mount(
                isPath() ? "bind" : "volume",
                source,
                target,
                readOnly,
                "",
                propagation,
                noCopy ? Optional.of(new Mount.VolumeOptions(true, "")) : Optional.empty(),
                Optional.empty());
    }
}
