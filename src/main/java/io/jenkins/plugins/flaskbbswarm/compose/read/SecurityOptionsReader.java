package io.jenkins.plugins.flaskbbswarm.compose.read;

import io.jenkins.plugins.flaskbbswarm.stack.SecurityOptions;
import io.jenkins.plugins.flaskbbswarm.stack.Ulimit;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlMap;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads what a container may do and use. */
final class SecurityOptionsReader {
    private final Section in;

    SecurityOptionsReader(Section in) {
        this.in = in;
    }

    SecurityOptions read() {
        boolean readOnly = in.isTrue("read_only");
        String isolation = in.text("isolation");
        Map<String, String> sysctls = in.labels("sysctls");
        List<String> capAdd = in.distinctTexts("cap_add");
        List<String> capDrop = in.distinctTexts("cap_drop");
        Map<String, Ulimit> ulimits =
                in.section("ulimits").map(SecurityOptionsReader::ulimits).orElse(Map.of());
        return new SecurityOptions(readOnly, isolation, sysctls, capAdd, capDrop, ulimits);
    }

    private static Map<String, Ulimit> ulimits(Section limits) {
        Map<String, Ulimit> ulimits = new TreeMap<>();
        for (String name : limits.names()) {
            ulimit(limits, name).ifPresent(ulimit -> ulimits.put(name, ulimit));
        }
        return ulimits;
    }

    /** One number for both limits, or {@code soft} and {@code hard}. */
    private static Optional<Ulimit> ulimit(Section limits, String name) {
        boolean isMap = limits.nullable(name).filter(YamlMap.class::isInstance).isPresent();
        return isMap
                ? limits.named(name, false).map(SecurityOptionsReader::softAndHard)
                : limits.integer(name).map(both -> new Ulimit(both, both));
    }

    private static Ulimit softAndHard(Section in) {
        for (String field : List.of("soft", "hard")) {
            if (!in.has(field)) {
                in.error(field, "is missing", "give soft and hard, or one number for both");
            }
        }
        Ulimit ulimit =
                new Ulimit(in.integer("soft").orElse(0L), in.integer("hard").orElse(0L));
        in.finish(UnknownFields.NONE);
        return ulimit;
    }
}
