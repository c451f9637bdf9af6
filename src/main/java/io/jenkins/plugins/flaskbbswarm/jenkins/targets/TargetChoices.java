package io.jenkins.plugins.flaskbbswarm.jenkins.targets;

import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.util.ListBoxModel;
import jenkins.model.Jenkins;

/** The targets that a form offers. */
public final class TargetChoices {
    private TargetChoices() {}

    /**
     * By name, for those who may configure the job; others see their own.
     *
     * @param item the job or folder; null in a form of the controller itself
     */
    public static ListBoxModel in(Item item, String current) {
        ListBoxModel choices = new ListBoxModel();
        choices.add("none", "");
        boolean allowed =
                item == null ? Jenkins.get().hasPermission(Jenkins.ADMINISTER) : item.hasPermission(Item.CONFIGURE);
        if (allowed) {
            SwarmTargets.get().getTargets().stream()
                    .filter(target -> item == null || target.folders().allow(place(item)))
                    .forEach(target -> choices.add(target.getName()));
        } else if (!current.isEmpty()) {
            choices.add(current);
        }
        return choices;
    }

    /** A folder's own page, such as that of the Snippet Generator, is for the jobs in it. */
    private static String place(Item item) {
        return item instanceof ItemGroup<?> ? item.getFullName() + "/" : item.getFullName();
    }
}
