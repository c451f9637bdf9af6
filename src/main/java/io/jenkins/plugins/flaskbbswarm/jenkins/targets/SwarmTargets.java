package io.jenkins.plugins.flaskbbswarm.jenkins.targets;

import hudson.Extension;
import hudson.util.FormValidation;
import jenkins.model.GlobalConfiguration;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The swarms that steps can name. */
@Extension
@Symbol("swarmTargets")
public final class SwarmTargets extends GlobalConfiguration {
    private static final String TARGETS = "targets";

    private List<SwarmTarget> targets = new ArrayList<>();

    public SwarmTargets() {
        SwarmPermissions.register();
        load();
    }

    public static SwarmTargets get() {
        return GlobalConfiguration.all().getInstance(SwarmTargets.class);
    }

    public List<SwarmTarget> getTargets() {
        return List.copyOf(targets);
    }

    /**
     * Replaces all of them.
     *
     * @throws IllegalArgumentException if one has no name, a name that another has, or an impossible host; then all
     *     stay as they were
     */
    @DataBoundSetter
    public void setTargets(List<SwarmTarget> targets) {
        TargetRules.check(targets);
        this.targets = new ArrayList<>(targets);
        save();
    }

    /** A form without any target does not mention them; one with a mistake changes nothing. */
    @Override
    public boolean configure(StaplerRequest2 request, JSONObject form) throws FormException {
        List<SwarmTarget> wanted = request.bindJSONToList(SwarmTarget.class, form.opt(TARGETS));
        try {
            setTargets(wanted);
        } catch (IllegalArgumentException e) {
            throw new FormException(e.getMessage(), TARGETS);
        }
        return true;
    }

    synchronized void folderMoved(String from, String to) {
        boolean changes = false;
        for (SwarmTarget target : targets) {
            TargetFolders folders = target.folders();
            TargetFolders now = folders.moved(from, to);
            if (!now.equals(folders)) {
                target.setFolders(now.text());
                changes = true;
            }
        }
        if (changes) {
            save();
        }
    }

    /** Takes the lock of a stack away, for the page of locks. */
    @POST
    public FormValidation doReleaseLock(@QueryParameter String target, @QueryParameter String stack) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return new LockRelease(target, stack).result();
    }

    public Optional<SwarmTarget> named(String name) {
        return targets.stream().filter(target -> target.getName().equals(name)).findFirst();
    }

    /** Those that a caller may use, by name. */
    String namesFor(TargetCaller caller) {
        List<String> names = targets.stream()
                .filter(caller::mayUse)
                .map(SwarmTarget::getName)
                .toList();
        return names.isEmpty() ? "none" : String.join(", ", names);
    }
}
