package io.jenkins.plugins.flaskbbswarm.jenkins.targets;

import hudson.AbortException;
import hudson.model.Item;
import hudson.security.ACL;
import hudson.security.ACLContext;
import jenkins.model.Jenkins;
import org.springframework.security.core.Authentication;

import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Who wants to use a target.
 *
 * @param job its full name
 * @param mayDeploy whether it has the permission
 */
public record TargetCaller(String job, BooleanSupplier mayDeploy) {
    /** A build of a job; one that runs as SYSTEM is nobody's in particular, and there the folders decide alone. */
    public static TargetCaller build(String job, Optional<Authentication> user) {
        return new TargetCaller(job, () -> user.filter(it -> it.equals(ACL.SYSTEM2) || mayDeploy(job, it))
                .isPresent());
    }

    /** What a build began, which was asked then, is brought to its end. */
    public static TargetCaller after(String job) {
        return new TargetCaller(job, () -> true);
    }

    boolean mayUse(SwarmTarget target) {
        return target.folders().allow(job) && mayDeploy.getAsBoolean();
    }

    /**
     * A target that the administrator gave to this job.
     *
     * @throws AbortException if there is none of that name; one that is another folder's might as well not be there
     */
    SwarmTarget target(String name) throws AbortException {
        SwarmTarget target = SwarmTargets.get()
                .named(name)
                .filter(it -> it.folders().allow(job))
                .orElseThrow(() -> new AbortException("There is no swarm target '" + name + "' for the job " + job
                        + "; it may use " + SwarmTargets.get().namesFor(this)
                        + ", and an administrator makes others, or"
                        + " adds the job's folder to one, under Manage Jenkins > System"));
        if (!mayDeploy.getAsBoolean()) {
            throw new AbortException("This build runs as a user who lacks the permission Swarm/Deploy on the job " + job
                    + ", which the swarm target '" + name
                    + "' takes; an administrator grants it, or a user who has it"
                    + " starts the build");
        }
        return target;
    }

    private static boolean mayDeploy(String job, Authentication user) {
        Optional<Item> item = item(job);
        try (ACLContext as = ACL.as2(user)) {
            return item.filter(it -> it.hasPermission(SwarmPermissions.DEPLOY)).isPresent();
        }
    }

    private static Optional<Item> item(String job) {
        try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
            return Optional.ofNullable(Jenkins.get().getItemByFullName(job));
        }
    }
}
