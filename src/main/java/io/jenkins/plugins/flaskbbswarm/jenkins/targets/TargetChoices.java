package io.jenkins.plugins.flaskbbswarm.jenkins.targets;

import hudson.model.Item;
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
            SwarmTargets.get().getTargets().forEach(target -> choices.add(target.getName()));
        } else if (!current.isEmpty()) {
            choices.add(current);
        }
        return choices;
    }
}
