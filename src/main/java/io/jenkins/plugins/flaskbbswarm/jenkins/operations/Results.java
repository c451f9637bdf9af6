package io.jenkins.plugins.flaskbbswarm.jenkins.operations;

import io.jenkins.plugins.flaskbbswarm.deploy.DeployResult;
import io.jenkins.plugins.flaskbbswarm.deploy.PlannedChanges;
import io.jenkins.plugins.flaskbbswarm.deploy.RedeployResult;
import io.jenkins.plugins.flaskbbswarm.diagnosis.Diagnosis;
import io.jenkins.plugins.flaskbbswarm.jenkins.agent.Operation;
import io.jenkins.plugins.flaskbbswarm.plan.Plan;
import io.jenkins.plugins.flaskbbswarm.plan.PlanText;
import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** What steps return: maps of what a script can read, print and keep. */
public final class Results {
    private Results() {}

    public static LinkedHashMap<String, Object> of(DeployResult result) {
        LinkedHashMap<String, Object> map = new LinkedHashMap<>();
        map.put("stack", result.plan().stack().name());
        map.put("release", result.release());
        map.put("changed", result.changed());
        map.put(
                "images",
                new ArrayList<>(
                        result.images().stream().map(ImageReference::familiar).toList()));
        map.put("address", result.address().orElse(null));
        map.put("plan", lines(result.plan()));
        map.put(Operation.SUMMARY, result.sentence());
        return map;
    }

    static LinkedHashMap<String, Object> of(RedeployResult result) {
        LinkedHashMap<String, Object> map = result.deployed().map(Results::of).orElseGet(LinkedHashMap::new);
        map.putIfAbsent("changed", false);
        map.put("why", result.why());
        return map;
    }

    static LinkedHashMap<String, Object> of(PlannedChanges changes) {
        LinkedHashMap<String, Object> map = new LinkedHashMap<>();
        map.put("stack", changes.plan().stack().name());
        map.put("empty", changes.isEmpty());
        map.put("plan", lines(changes.plan()));
        changes.wayBack().ifPresent(way -> map.put("wayBack", way));
        map.put("unbuilt", new ArrayList<>(changes.unbuilt()));
        map.put("fingerprint", changes.fingerprint());
        return map;
    }

    static LinkedHashMap<String, Object> of(Namespace stack, List<Diagnosis> diagnoses) {
        LinkedHashMap<String, Object> map = new LinkedHashMap<>();
        map.put("healthy", diagnoses.isEmpty());
        map.put(
                "lines",
                new ArrayList<>(diagnoses.stream()
                        .flatMap(diagnosis -> diagnosis.lines().stream())
                        .toList()));
        map.put(
                Operation.SUMMARY,
                diagnoses.isEmpty()
                        ? "All services of " + stack + " have converged."
                        : "Services in trouble: " + diagnoses.size() + ".");
        return map;
    }

    static LinkedHashMap<String, Object> address(Optional<String> address) {
        LinkedHashMap<String, Object> map = new LinkedHashMap<>();
        map.put("address", address.orElse(null));
        return map;
    }

    private static ArrayList<String> lines(Plan plan) {
        return new ArrayList<>(PlanText.of(plan));
    }
}
