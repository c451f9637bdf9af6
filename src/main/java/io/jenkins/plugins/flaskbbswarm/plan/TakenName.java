package io.jenkins.plugins.flaskbbswarm.plan;

import io.jenkins.plugins.flaskbbswarm.convert.DesiredObject;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredStack;
import io.jenkins.plugins.flaskbbswarm.stack.Labels;

import java.util.ArrayList;
import java.util.List;

/**
 * A secret or config that a stack file names, and whose name stands for other content already, which the engine does not
 * change.
 *
 * @param version the object that the stack's services use instead
 * @param users services of others that go on with the old content
 */
public record TakenName(ObjectKind kind, String name, String version, List<String> users) {
    public TakenName {
        users = List.copyOf(users);
    }

    /** Those of a stack whose secrets and configs have the names of their versions. */
    public static List<TakenName> of(DesiredStack versioned, SwarmInventory observed) {
        List<TakenName> taken = new ArrayList<>();
        versioned.secrets().forEach(secret -> add(ObjectKind.SECRET, secret, observed, taken));
        versioned.configs().forEach(config -> add(ObjectKind.CONFIG, config, observed, taken));
        return taken;
    }

    private static void add(ObjectKind kind, DesiredObject object, SwarmInventory observed, List<TakenName> taken) {
        String name = object.body()
                .map(body -> body.path("Labels").path(Labels.OBJECT).asText())
                .orElse("");
        boolean isTaken = object.isNamed()
                && !name.isEmpty()
                && !name.equals(object.name())
                && observed.items(kind).containsKey(name);
        if (isTaken) {
            List<String> users = observed.others().stream()
                    .filter(service -> References.of(service.spec()).contains(name))
                    .map(SwarmInventory.Service::name)
                    .sorted()
                    .toList();
            taken.add(new TakenName(kind, name, object.name(), users));
        }
    }
}
