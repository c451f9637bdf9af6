package io.jenkins.plugins.flaskbbswarm.compose.check;

import io.jenkins.plugins.flaskbbswarm.compose.source.ReadContext;
import io.jenkins.plugins.flaskbbswarm.stack.Mount;
import io.jenkins.plugins.flaskbbswarm.stack.Volume;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Checks one mount: each type has its own source and options (docker CLI 28 {@code convert/volume.go}). */
final class MountCheck {
    private static final List<String> TYPES = List.of("volume", "bind", "tmpfs", "npipe", "cluster", "image");

    private final Mount mount;
    private final Map<String, Volume> volumes;
    private final ReadContext reading;

    MountCheck(Mount mount, Map<String, Volume> volumes, ReadContext reading) {
        this.mount = mount;
        this.volumes = volumes;
        this.reading = reading;
    }

    /** @param error is told message and remedy of each problem */
    void check(BiConsumer<String, String> error) {
        if (!TYPES.contains(mount.type())) {
            error.accept("unknown volume type", "write one of " + String.join(", ", TYPES));
            return;
        }
        checkSource(error);
        refuse("bind", mount.propagation(), error, "bind", "npipe");
        refuse("volume", mount.volumeOptions(), error, "volume");
        refuse("tmpfs", mount.tmpfsSize(), error, "tmpfs");
    }

    private void checkSource(BiConsumer<String, String> error) {
        boolean empty = mount.source().isEmpty();
        if (mount.type().equals("tmpfs") && !empty) {
            error.accept("a tmpfs has no source", "remove 'source'");
        } else if (empty && !List.of("tmpfs", "volume").contains(mount.type())) {
            error.accept("a volume of type " + mount.type() + " needs a source", "add 'source'");
        } else if (isNamed() && !volumes.containsKey(mount.source())) {
            error.accept(
                    "there is no volume '" + mount.source() + "'",
                    reading.nearest(mount.source(), volumes.keySet())
                            .map(nearest -> "did you mean '" + nearest + "'?")
                            .orElse("declare it below the top-level 'volumes'; a path begins with / or ."));
        }
    }

    private boolean isNamed() {
        return !mount.source().isEmpty()
                && (mount.type().equals("volume")
                        || mount.type().equals("cluster") && !mount.source().startsWith("group:"));
    }

    private void refuse(String options, Optional<?> given, BiConsumer<String, String> error, String... types) {
        if (given.isPresent() && !List.of(types).contains(mount.type())) {
            error.accept(
                    "a volume of type " + mount.type() + " has no options of type " + options,
                    "remove the options, or change the type");
        }
    }
}
