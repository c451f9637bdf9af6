package io.jenkins.plugins.flaskbbswarm.compose.read;

import io.jenkins.plugins.flaskbbswarm.stack.Volume;

import java.util.Map;
import java.util.Optional;

/** Reads a volume of the top-level {@code volumes}. */
final class VolumeReader {
    private final String key;
    private final Section in;

    VolumeReader(String key, Section in) {
        this.key = key;
        this.in = in;
    }

    Volume read() {
        External external = External.read(in, "volume", key, 4);
        String driver = in.text("driver");
        Optional<Map<String, String>> options =
                in.has("driver_opts") ? Optional.of(in.textMap("driver_opts")) : Optional.empty();
        Map<String, String> labels = in.labels("labels");
        if (external.external()) {
            refuse("driver", driver.isEmpty());
            refuse("driver_opts", options.orElse(Map.of()).isEmpty());
            refuse("labels", labels.isEmpty());
        }
        Map<String, Object> extensions = in.finish(UnknownFields.NONE);
        return new Volume(external.name(), external.external(), driver, options, labels, extensions);
    }

    private void refuse(String field, boolean empty) {
        if (!empty) {
            in.error(field, "an external volume is what it is", "remove the field, or 'external'");
        }
    }
}
