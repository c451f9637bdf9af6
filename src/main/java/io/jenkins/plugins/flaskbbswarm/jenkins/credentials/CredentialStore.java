package io.jenkins.plugins.flaskbbswarm.jenkins.credentials;

import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import hudson.model.Item;
import hudson.model.Run;
import hudson.security.ACL;
import jenkins.model.Jenkins;

import java.util.List;
import java.util.Optional;

/** Where credentials are looked up by their IDs. */
public interface CredentialStore {
    Optional<StandardCredentials> find(String id);

    /** Those that a build may use; each use is tracked. */
    static CredentialStore of(Run<?, ?> build) {
        return id -> {
            Optional<StandardCredentials> found = Optional.ofNullable(
                    CredentialsProvider.findCredentialById(id, StandardCredentials.class, build, List.of()));
            found.ifPresent(credential -> CredentialsProvider.track(build, credential));
            return found;
        };
    }

    /** Those that builds of a job may use, or that a folder has; looked up now, since either may go. */
    static CredentialStore of(Item item) {
        return among(CredentialsProvider.lookupCredentialsInItem(StandardCredentials.class, item, ACL.SYSTEM2));
    }

    /** The controller's own. */
    static CredentialStore ofController() {
        return among(CredentialsProvider.lookupCredentialsInItemGroup(
                StandardCredentials.class, Jenkins.get(), ACL.SYSTEM2));
    }

    private static CredentialStore among(List<StandardCredentials> all) {
        return id -> Optional.ofNullable(CredentialsMatchers.firstOrNull(all, CredentialsMatchers.withId(id)));
    }
}
