package io.jenkins.plugins.flaskbbswarm.compose.read;

import io.jenkins.plugins.flaskbbswarm.compose.source.Paths;
import io.jenkins.plugins.flaskbbswarm.compose.source.ReadContext;
import io.jenkins.plugins.flaskbbswarm.stack.Mount;
import io.jenkins.plugins.flaskbbswarm.stack.Service;
import io.jenkins.plugins.flaskbbswarm.stack.Stack;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The field {@code tmpfs} of a service becomes mounts, but where something else is mounted already: docker CLI 28 drops
 * the field and mounts that, and the engine refuses two mounts at one path.
 */
public final class TmpfsField {
    private final ReadContext reading;

    public TmpfsField(ReadContext reading) {
        this.reading = reading;
    }

    public Stack withoutCovered(Stack stack) {
        Map<String, Service> services = new TreeMap<>();
        stack.services().forEach((name, service) -> services.put(name, withoutCovered(service)));
        return stack.withServices(services);
    }

    private Service withoutCovered(Service service) {
        Set<String> taken = service.mounts().stream()
                .filter(mount -> !mount.fromTmpfsField())
                .map(TmpfsField::place)
                .collect(Collectors.toCollection(HashSet::new));
        List<Mount> kept = new ArrayList<>();
        for (Mount mount : service.mounts()) {
            if (!mount.fromTmpfsField() || taken.add(place(mount))) {
                kept.add(mount);
            } else {
                warn(service, mount);
            }
        }
        return kept.size() == service.mounts().size() ? service : service.withMounts(kept);
    }

    private static String place(Mount mount) {
        return Paths.clean(mount.target());
    }

    private void warn(Service service, Mount mount) {
        String path = "services." + service.name() + ".tmpfs";
        reading.warn(
                reading.places().of(path),
                path,
                "something else is mounted at " + mount.target() + ", so this tmpfs is not",
                "remove one of the two");
    }
}
