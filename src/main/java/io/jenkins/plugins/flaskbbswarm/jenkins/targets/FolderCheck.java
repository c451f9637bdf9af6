package io.jenkins.plugins.flaskbbswarm.jenkins.targets;

import hudson.util.FormValidation;
import jenkins.model.Jenkins;

import java.util.List;

/** What a form says about the folders of a target while they are typed. */
final class FolderCheck {
    private FolderCheck() {}

    static FormValidation of(String text) {
        try {
            List<String> missing = TargetFolders.parse(text).names().stream()
                    .filter(name -> Jenkins.get().getItemByFullName(name) == null)
                    .toList();
            return missing.isEmpty()
                    ? FormValidation.ok()
                    : FormValidation.warning("There is no folder " + String.join(", ", missing)
                            + " yet; whoever makes one of that name may use this swarm.");
        } catch (IllegalArgumentException e) {
            return FormValidation.error(e.getMessage());
        }
    }
}
