package io.jenkins.plugins.flaskbbswarm.jenkins;

import hudson.model.Item;
import hudson.util.ListBoxModel;
import jenkins.model.Jenkins;

/** What else forms offer. */
final class Choices {
    private Choices() {}

    /** Targets, for those who may configure the job. */
    static ListBoxModel targets(Item item, String current) {
        ListBoxModel choices = new ListBoxModel();
        choices.add("");
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
