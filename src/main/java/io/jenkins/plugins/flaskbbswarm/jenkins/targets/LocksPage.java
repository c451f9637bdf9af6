package io.jenkins.plugins.flaskbbswarm.jenkins.targets;

import hudson.Extension;
import hudson.model.RootAction;
import jenkins.model.Jenkins;

/** The page "Swarm locks", where an administrator takes the lock of a stack away from a release that is dead. */
@Extension
public final class LocksPage implements RootAction {
    @Override
    public String getIconFileName() {
        boolean isOfUse = Jenkins.get().hasPermission(Jenkins.ADMINISTER)
                && !SwarmTargets.get().getTargets().isEmpty();
        return isOfUse ? "symbol-lock-closed" : null;
    }

    @Override
    public String getDisplayName() {
        return "Swarm locks";
    }

    @Override
    public String getUrlName() {
        return "swarm-locks";
    }

    /** Only an administrator sees the names of all. */
    public SwarmTargets getTargets() {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return SwarmTargets.get();
    }
}
