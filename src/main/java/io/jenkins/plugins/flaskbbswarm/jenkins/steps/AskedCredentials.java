package io.jenkins.plugins.flaskbbswarm.jenkins.steps;

import io.jenkins.plugins.flaskbbswarm.jenkins.credentials.RegistryLogin;
import io.jenkins.plugins.flaskbbswarm.jenkins.forms.FormText;
import io.jenkins.plugins.flaskbbswarm.jenkins.operations.ReferencedCredentials;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Which credentials an agent may ask for. It reads deploy.yml, so what that names is its answer: where the step has the
 * file's text, says which ones it may name, or reads none at all, the agent gets those that the step names and no others.
 *
 * @param named IDs in the step's arguments, the text of a deploy.yml among them
 * @param isAnyElse whether the file in the agent's folder may name others that its job may use
 */
record AskedCredentials(Set<String> named, boolean isAnyElse) implements Predicate<String> {
    AskedCredentials {
        named = Set.copyOf(named);
    }

    /** @param readsFile whether the agent reads a deploy.yml for it */
    static AskedCredentials of(DeploymentStep step, boolean readsFile) {
        List<String> listed = FormText.lines(step.getCredentials());
        Set<String> named = new TreeSet<>(ReferencedCredentials.in(step.getConfigText(), step.settings()));
        named.addAll(listed);
        named.addAll(step.ownCredentials());
        named.add(step.getRegistryCredentialsId());
        RegistryLogin registry = step.getRegistry();
        named.add(registry == null ? "" : registry.getCredentialsId());
        named.remove("");
        return new AskedCredentials(named, readsFile && step.getConfigText().isEmpty() && listed.isEmpty());
    }

    @Override
    public boolean test(String id) {
        return isAnyElse || named.contains(id);
    }

    /** Why a credential is not given. */
    String refusal(String id) {
        return "The agent asks for the credential '" + id + "', which this step does not name, so it does not get it;"
                + " if deploy.yml is to use it, add it to the step's credentials: ['" + id + "']";
    }
}
