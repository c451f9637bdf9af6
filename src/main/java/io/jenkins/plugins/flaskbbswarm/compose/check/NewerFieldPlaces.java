package io.jenkins.plugins.flaskbbswarm.compose.check;

import io.jenkins.plugins.flaskbbswarm.compose.source.SourceMap;
import io.jenkins.plugins.flaskbbswarm.stack.EngineField;
import io.jenkins.plugins.flaskbbswarm.stack.HealthCheck;
import io.jenkins.plugins.flaskbbswarm.stack.Mount;
import io.jenkins.plugins.flaskbbswarm.stack.Service;
import io.jenkins.plugins.flaskbbswarm.stack.Stack;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the files use fields that not every engine knows: which engine it will be is not known yet. */
public final class NewerFieldPlaces {
    private NewerFieldPlaces() {}

    public static Map<String, Map<EngineField, String>> of(Stack stack, SourceMap places) {
        Map<String, Map<EngineField, String>> all = new HashMap<>();
        stack.services().forEach((key, service) -> {
            Map<EngineField, String> used = new EnumMap<>(EngineField.class);
            String path = "services." + key + ".";
            if (service.healthCheck().flatMap(HealthCheck::startInterval).isPresent()) {
                used.put(
                        EngineField.START_INTERVAL,
                        places.of(path + "healthcheck.start_interval").toString());
            }
            subpath(service)
                    .ifPresent(index -> used.put(
                            EngineField.SUBPATH,
                            places.of(path + "volumes[" + index + "].volume.subpath")
                                    .toString()));
            all.put(key, used);
        });
        return all;
    }

    private static Optional<Integer> subpath(Service service) {
        List<Mount> mounts = service.mounts();
        for (int index = 0; index < mounts.size(); index++) {
            if (mounts.get(index)
                    .volumeOptions()
                    .filter(options -> !options.subpath().isEmpty())
                    .isPresent()) {
                return Optional.of(index);
            }
        }
        return Optional.empty();
    }
}
