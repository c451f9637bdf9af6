package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.images.BuildInputs;
import io.jenkins.plugins.flaskbbswarm.plan.Action;
import io.jenkins.plugins.flaskbbswarm.plan.FieldChange;
import io.jenkins.plugins.flaskbbswarm.plan.ObjectKind;
import io.jenkins.plugins.flaskbbswarm.plan.Plan;
import io.jenkins.plugins.flaskbbswarm.release.Release;
import io.jenkins.plugins.flaskbbswarm.release.SwarmSnapshot;
import io.jenkins.plugins.flaskbbswarm.stack.Labels;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What is otherwise than at the last release, as reasons for a person. Pure.
 *
 * @param state the swarm as it is
 * @param planned what the files want of it
 * @param drift the way back to the last release; empty if it was never released
 * @param unbuilt keys of the images of whose sources the registry has none
 * @param before inputs of the last release's images; empty if nobody has compared them since
 * @param now inputs of the images as they would be built now
 */
record ChangeReasons(
        SwarmSnapshot state,
        DeploymentPlan planned,
        Optional<Plan> drift,
        List<String> unbuilt,
        Optional<SortedMap<String, BuildInputs>> before,
        SortedMap<String, BuildInputs> now) {

    List<RedeployReason> reasons() {
        if (drift.isEmpty()) {
            return List.of(new RedeployReason(RedeployReason.Kind.FIRST, "the stack has no release yet"));
        }
        List<RedeployReason> reasons = new ArrayList<>();
        unbuilt.forEach(key -> reasons.add(source(key)));
        staleImages().forEach(key -> reasons.addAll(bases(key)));
        reasons.addAll(objects());
        Set<String> drifted = drifted();
        drifted.forEach(name -> reasons.add(new RedeployReason(
                RedeployReason.Kind.DRIFT, "the service " + name + " was changed outside of a release")));
        reasons.addAll(services(drifted, !reasons.isEmpty()));
        if (state.lock().isPresent()) {
            reasons.add(new RedeployReason(RedeployReason.Kind.DEAD_RELEASE, "a release did not finish"));
        }
        return reasons;
    }

    /** Keys of the images that are to be built anew, though their sources did not change. */
    Set<String> staleImages() {
        return now.keySet().stream()
                .filter(key -> !unbuilt.contains(key))
                .filter(key -> !basesOf(before, key).equals(now.get(key).bases()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, String> basesOf(Optional<SortedMap<String, BuildInputs>> inputs, String key) {
        return inputs.map(all -> all.get(key))
                .<Map<String, String>>map(BuildInputs::bases)
                .orElse(Map.of());
    }

    private RedeployReason source(String key) {
        Optional<String> locks = before.map(all -> all.get(key)).map(BuildInputs::locks);
        boolean sameLocks = locks.map(now.get(key).locks()::equals).orElse(true);
        return sameLocks
                ? new RedeployReason(RedeployReason.Kind.SOURCE, "the source of the image " + key + " changed")
                : new RedeployReason(
                        RedeployReason.Kind.DEPENDENCIES, "a dependency lock of the image " + key + " changed");
    }

    private List<RedeployReason> bases(String key) {
        Map<String, String> old = basesOf(before, key);
        return now.get(key).bases().entrySet().stream()
                .filter(base -> !base.getValue().equals(old.get(base.getKey())))
                .map(base -> base(key, base.getKey(), Optional.ofNullable(old.get(base.getKey())), base.getValue()))
                .toList();
    }

    private static RedeployReason base(String key, String name, Optional<String> old, String digest) {
        String text = old.map(known -> "the base image " + name + " of the image " + key + " changed: " + brief(known)
                        + " → " + brief(digest))
                .orElse("the digest of the base image " + name + " that the image " + key
                        + " was built from is unknown");
        return new RedeployReason(RedeployReason.Kind.BASE_IMAGE, text);
    }

    private static String brief(String digest) {
        String hex = digest.replaceFirst("^.*:", "");
        return hex.substring(0, Math.min(hex.length(), 12));
    }

    private List<RedeployReason> objects() {
        List<RedeployReason> reasons = new ArrayList<>();
        for (Action.CreateObject object : planned.plan().only(Action.CreateObject.class)) {
            RedeployReason.Kind kind =
                    object.kind() == ObjectKind.SECRET ? RedeployReason.Kind.SECRET : RedeployReason.Kind.CONFIG;
            String name = object.name().replaceFirst("-[0-9a-f]{12}$", "");
            reasons.add(new RedeployReason(kind, "the " + object.kind() + " " + name + " changed"));
        }
        for (Action.UpdateLabels update : planned.plan().only(Action.UpdateLabels.class)) {
            reasons.add(new RedeployReason(
                    RedeployReason.Kind.STACK_FILE,
                    "the labels of the " + update.noun() + " " + update.name() + " changed"));
        }
        return reasons;
    }

    private Set<String> drifted() {
        return drift.orElseThrow().actions().stream()
                .filter(action -> !isOnlyRunAgain(action))
                .filter(action ->
                        action.noun().equals("service") || action.verb().equals("create"))
                .map(Action::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isOnlyRunAgain(Action action) {
        return action instanceof Action.UpdateService update
                && update.changes().stream().allMatch(change -> change.isRunAgain());
    }

    /** Changes of services that none of the other reasons explains. */
    private List<RedeployReason> services(Set<String> drifted, boolean explained) {
        List<RedeployReason> reasons = new ArrayList<>();
        for (Action action : planned.plan().actions()) {
            if (drifted.contains(action.name()) || !action.noun().equals("service")) {
                continue;
            }
            if (isOnlyRunAgain(action)) {
                reasons.add(new RedeployReason(
                        RedeployReason.Kind.FAILED,
                        "a task of the service " + action.name() + " failed and its restart policy starts no other"));
            } else if (action instanceof Action.UpdateService update) {
                reasons.addAll(update(update, explained));
            } else {
                reasons.add(new RedeployReason(
                        RedeployReason.Kind.STACK_FILE,
                        "the stack files want to " + action.verb() + " " + action.name()));
            }
        }
        return reasons;
    }

    private List<RedeployReason> update(Action.UpdateService update, boolean explained) {
        List<String> paths =
                update.changes().stream().map(change -> change.path()).toList();
        if (update.isLoginOnly()) {
            return List.of(new RedeployReason(
                    RedeployReason.Kind.REGISTRY_LOGIN,
                    "the registry login of the service " + update.name() + " changed"));
        }
        boolean image = paths.stream().anyMatch(ChangeReasons::isOfImage);
        boolean other = paths.stream()
                .anyMatch(path -> !isOfImage(path)
                        && !path.equals(FieldChange.LOGIN.path())
                        && !path.contains("ContainerSpec.Secrets")
                        && !path.contains("ContainerSpec.Configs"));
        if (other) {
            return List.of(new RedeployReason(
                    RedeployReason.Kind.STACK_FILE, "the stack files changed the service " + update.name()));
        }
        return image && !explained
                ? List.of(new RedeployReason(
                        RedeployReason.Kind.IMAGE, "the image of the service " + update.name() + " is another now"))
                : List.of();
    }

    private static boolean isOfImage(String path) {
        return path.endsWith("ContainerSpec.Image") || path.endsWith(Labels.IMAGE_ID);
    }

    /** The release that the stack is at. */
    Optional<Release> release() {
        return state.releases().current();
    }
}
