package io.jenkins.plugins.flaskbbswarm.jenkins.credentials;

import com.cloudbees.plugins.credentials.CredentialsMatcher;
import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import hudson.model.Item;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.ACLContext;
import jenkins.model.Jenkins;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Where credentials are looked up by their IDs. */
public interface CredentialStore {
    Optional<StandardCredentials> find(String id);

    /** Those that a build may use; each use is tracked. */
    static CredentialStore of(Run<?, ?> build) {
        return id -> Optional.ofNullable(
                CredentialsProvider.findCredentialById(id, StandardCredentials.class, build, List.of()));
    }

    /**
     * Those that builds of the jobs in a folder may use; none of scope System.
     *
     * @param folder its full name; empty for the controller
     */
    static CredentialStore ofFolder(String folder) {
        if (folder.isEmpty()) {
            return among(ofJenkins(), CredentialsMatchers.withScope(CredentialsScope.GLOBAL));
        }
        return item(folder)
                .map(item -> CredentialsProvider.lookupCredentialsInItem(StandardCredentials.class, item, ACL.SYSTEM2))
                .map(found -> among(found, CredentialsMatchers.withScope(CredentialsScope.GLOBAL)))
                .orElse(id -> Optional.empty());
    }

    /** The controller's own, those that no job may read among them: only for what an administrator named. */
    static CredentialStore ofController() {
        return among(ofJenkins(), CredentialsMatchers.allOf());
    }

    private static List<StandardCredentials> ofJenkins() {
        return CredentialsProvider.lookupCredentialsInItemGroup(StandardCredentials.class, Jenkins.get(), ACL.SYSTEM2);
    }

    private static Optional<Item> item(String name) {
        try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
            return Optional.ofNullable(Jenkins.get().getItemByFullName(name));
        }
    }

    /**
     * Some of these, if asked for by an ID that may be.
     *
     * @param why why another one is not given, in a sentence
     */
    default CredentialStore only(Predicate<String> mayBe, UnaryOperator<String> why) {
        CredentialStore all = this;
        return new CredentialStore() {
            @Override
            public Optional<StandardCredentials> find(String id) {
                return mayBe.test(id) ? all.find(id) : Optional.empty();
            }

            @Override
            public String missing(String id) {
                return mayBe.test(id) ? all.missing(id) : why.apply(id);
            }
        };
    }

    /** Why there is none. */
    default String missing(String id) {
        return "There is no credential '" + id + "' that this job may use; create it under"
                + " Manage Jenkins > Credentials or in the job's folder, or correct the ID";
    }

    private static CredentialStore among(List<StandardCredentials> all, CredentialsMatcher fits) {
        return id -> Optional.ofNullable(
                CredentialsMatchers.firstOrNull(all, CredentialsMatchers.allOf(CredentialsMatchers.withId(id), fits)));
    }
}
