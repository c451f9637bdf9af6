package io.jenkins.plugins.flaskbbswarm.jenkins.targets;

import io.jenkins.plugins.flaskbbswarm.jenkins.forms.Checks;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What targets must be like for steps to find them by their names and the swarms by their hosts. */
final class TargetRules {
    private TargetRules() {}

    /**
     * Looks at targets, wherever they come from.
     *
     * @throws IllegalArgumentException about the first target that is not as it must be, in one sentence
     */
    static void check(List<SwarmTarget> targets) {
        Set<String> names = new HashSet<>();
        for (SwarmTarget target : targets) {
            checkName(target);
            if (!names.add(target.getName())) {
                throw new IllegalArgumentException("There are two swarm targets '" + target.getName()
                        + "', and a step that names one would not know which; rename or remove one");
            }
            checkHost(target);
            checkFolders(target);
            checkRegistry(target);
        }
    }

    private static void checkName(SwarmTarget target) {
        if (target.getName().isEmpty()) {
            String which = target.getHost().isEmpty() ? "" : " for " + target.getHost();
            throw new IllegalArgumentException(
                    "A swarm target" + which + " has no name for steps to know it by; give it one or remove it");
        }
    }

    private static void checkHost(SwarmTarget target) {
        try {
            Checks.parseHost(target.getHost());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The swarm target '" + target.getName() + "' has no possible engine: " + e.getMessage(), e);
        }
    }

    private static void checkFolders(SwarmTarget target) {
        try {
            TargetFolders.parse(target.getFolders());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The swarm target '" + target.getName() + "' has an impossible folder: " + e.getMessage(), e);
        }
    }

    private static void checkRegistry(SwarmTarget target) {
        if (target.getRegistry().isEmpty() && !target.getRegistryCredentialsId().isEmpty()) {
            throw new IllegalArgumentException("The swarm target '" + target.getName() + "' has a login for a registry,"
                    + " but no registry; name the one that the login is for");
        }
    }
}
