package io.jenkins.plugins.flaskbbswarm.jenkins.targets;

import hudson.Extension;
import hudson.model.Item;
import hudson.model.listeners.ItemListener;

/** A folder that is renamed or moved keeps its targets; whoever takes its old name does not get them. */
@Extension
public final class TargetFolderListener extends ItemListener {
    @Override
    public void onLocationChanged(Item item, String oldFullName, String newFullName) {
        SwarmTargets.get().folderMoved(oldFullName, newFullName);
    }
}
