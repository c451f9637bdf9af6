package io.jenkins.plugins.flaskbbswarm.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.diagnosis.ServiceFailure;
import io.jenkins.plugins.flaskbbswarm.plan.FieldChange;
import io.jenkins.plugins.flaskbbswarm.plan.ServiceChanges;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Notices that a service runs another spec than was sent: somebody else wrote to it. */
final class SpecWatch {
    private final Map<String, ObjectNode> wanted;
    private final UnaryOperator<String> networkNames;
    private final StoredSpecs stored;
    private final Map<String, String> known = new HashMap<>();

    /** @param wanted specs by service name; of other services any spec will do */
    SpecWatch(Map<String, ObjectNode> wanted, UnaryOperator<String> networkNames, StoredSpecs stored) {
        this.stored = stored;
        this.wanted = Map.copyOf(wanted);
        this.networkNames = networkNames;
    }

    /** Trouble, if the service is not as wanted. */
    Optional<ServiceFailure> check(JsonNode service) {
        String name = service.at("/Spec/Name").asText();
        String version = service.at("/Version/Index").asText();
        if (!wanted.containsKey(name) || version.equals(known.get(name))) {
            return Optional.empty();
        }
        stored.look(service);
        ObjectNode ours = stored.of(name, wanted.get(name));
        List<FieldChange> changes = ServiceChanges.between(ours, service.path("Spec"), networkNames);
        if (ServiceChanges.isNone(service.path("Spec"), ours, networkNames)) {
            known.put(name, version);
            return Optional.empty();
        }
        boolean back = service.at("/UpdateStatus/State").asText().startsWith("rollback");
        String what = back ? "its update was rolled back" : "another client changed it during the release";
        return Optional.of(new ServiceFailure(name, Optional.empty(), what + " (" + FieldChange.list(changes) + ")"));
    }
}
