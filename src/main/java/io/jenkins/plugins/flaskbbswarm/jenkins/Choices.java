package io.jenkins.plugins.flaskbbswarm.jenkins;

import hudson.model.Item;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.flaskbbswarm.rollout.OnAbort;
import jenkins.model.Jenkins;

import java.util.Locale;

/** What else forms offer. */
final class Choices {
    private Choices() {}

    /** What an aborted release does; the first is what the deployment file says. */
    static ListBoxModel onAbort() {
        ListBoxModel choices = new ListBoxModel();
        choices.add("");
        for (OnAbort choice : OnAbort.values()) {
            choices.add(choice.name().toLowerCase(Locale.ROOT));
        }
        return choices;
    }

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
