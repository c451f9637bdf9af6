package io.jenkins.plugins.flaskbbswarm.compose.merge;

import io.jenkins.plugins.flaskbbswarm.stack.Service;
import io.jenkins.plugins.flaskbbswarm.stack.Stack;

import java.util.Map;
import java.util.TreeMap;

/** Puts a later file's stack over an earlier one's, as docker CLI 28 {@code loader.merge} does. */
public final class StackMerge {
    private StackMerge() {}

    /** @param given which lists the earlier files have */
    public static Stack merge(Stack base, Stack over, ListsGiven given) {
        return new Stack(
                base.version(),
                services(base.services(), over.services(), given),
                MergeRules.map(base.networks(), over.networks()),
                MergeRules.map(base.volumes(), over.volumes()),
                MergeRules.map(base.secrets(), over.secrets()),
                MergeRules.map(base.configs(), over.configs()),
                base.extensions());
    }

    private static Map<String, Service> services(
            Map<String, Service> base, Map<String, Service> over, ListsGiven given) {
        Map<String, Service> all = new TreeMap<>(base);
        over.forEach((name, service) ->
                all.merge(name, service, (before, after) -> ServiceMerge.merge(before, after, given)));
        return all;
    }
}
