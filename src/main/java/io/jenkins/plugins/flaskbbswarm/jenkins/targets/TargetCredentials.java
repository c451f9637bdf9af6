package io.jenkins.plugins.flaskbbswarm.jenkins.targets;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import io.jenkins.plugins.flaskbbswarm.jenkins.credentials.CredentialStore;

import java.util.Optional;

/**
 * The credentials that an administrator named in a target: those of the controller itself, which jobs need not be able to
 * read, and then those of the folder that the target is for.
 *
 * @param job full name of the one that uses the target
 */
record TargetCredentials(SwarmTarget target, String job) implements CredentialStore {
    @Override
    public Optional<StandardCredentials> find(String id) {
        return CredentialStore.ofController().find(id).or(() -> target.folders()
                .holding(job)
                .flatMap(folder -> CredentialStore.ofFolder(folder).find(id)));
    }

    @Override
    public String missing(String id) {
        return "There is no credential '" + id + "', which the swarm target '" + target.getName() + "' names; an"
                + " administrator creates it under Manage Jenkins > Credentials, or corrects the target";
    }
}
