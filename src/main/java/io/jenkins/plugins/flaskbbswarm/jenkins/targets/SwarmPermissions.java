package io.jenkins.plugins.flaskbbswarm.jenkins.targets;

import hudson.security.Permission;
import hudson.security.PermissionGroup;
import hudson.security.PermissionScope;
import jenkins.model.Jenkins;
import org.jvnet.localizer.Localizable;
import org.jvnet.localizer.ResourceBundleHolder;

/** What an administrator grants to people; whoever builds as nobody in particular (SYSTEM) needs none of it. */
public final class SwarmPermissions {
    private static final ResourceBundleHolder TEXTS = ResourceBundleHolder.get(SwarmPermissions.class);

    public static final PermissionGroup GROUP =
            new PermissionGroup(SwarmPermissions.class, new Localizable(TEXTS, "SwarmPermissions.group"));

    /** To deploy to the targets of a job's folder, in builds that run as a user. */
    public static final Permission DEPLOY = new Permission(
            GROUP,
            "Deploy",
            new Localizable(TEXTS, "SwarmPermissions.deploy"),
            Jenkins.ADMINISTER,
            true,
            new PermissionScope[] {PermissionScope.ITEM, PermissionScope.ITEM_GROUP, PermissionScope.JENKINS});

    private SwarmPermissions() {}

    /** Jenkins offers to grant what it knows of, which begins when this class is loaded. */
    static void register() {}
}
