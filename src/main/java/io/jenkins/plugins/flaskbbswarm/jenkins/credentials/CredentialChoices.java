package io.jenkins.plugins.flaskbbswarm.jenkins.credentials;

import com.cloudbees.jenkins.plugins.sshcredentials.SSHUserPrivateKey;
import com.cloudbees.plugins.credentials.CredentialsMatcher;
import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.model.Item;
import hudson.security.ACL;
import hudson.util.ListBoxModel;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.docker.commons.credentials.DockerServerCredentials;
import org.jenkinsci.plugins.plaincredentials.FileCredentials;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

import java.util.List;

/** The credentials that a form offers, to those who may configure the job or the controller; others see their own. */
public enum CredentialChoices {
    SECRET(CredentialsMatchers.anyOf(
            CredentialsMatchers.instanceOf(StringCredentials.class),
            CredentialsMatchers.instanceOf(FileCredentials.class),
            CredentialsMatchers.instanceOf(StandardUsernamePasswordCredentials.class))),
    LOGIN(CredentialsMatchers.instanceOf(StandardUsernamePasswordCredentials.class)),
    SERVER(CredentialsMatchers.anyOf(
            CredentialsMatchers.instanceOf(DockerServerCredentials.class),
            CredentialsMatchers.instanceOf(SSHUserPrivateKey.class)));

    private final CredentialsMatcher matcher;

    CredentialChoices(CredentialsMatcher matcher) {
        this.matcher = matcher;
    }

    /**
     * The choices in a job's form.
     *
     * @param item the job or folder; null in a form of the controller itself
     */
    public ListBoxModel in(Item item, String current) {
        StandardListBoxModel choices = new StandardListBoxModel();
        if (item == null) {
            return inController(current);
        }
        if (!item.hasPermission(Item.CONFIGURE)) {
            return choices.includeCurrentValue(current);
        }
        return choices.includeEmptyValue()
                .includeMatchingAs(ACL.SYSTEM2, item, StandardCredentials.class, List.of(), matcher)
                .includeCurrentValue(current);
    }

    /** The choices in a form of the controller itself. */
    public ListBoxModel inController(String current) {
        StandardListBoxModel choices = new StandardListBoxModel();
        if (!Jenkins.get().hasPermission(Jenkins.ADMINISTER)) {
            return choices.includeCurrentValue(current);
        }
        return choices.includeEmptyValue()
                .includeMatchingAs(ACL.SYSTEM2, Jenkins.get(), StandardCredentials.class, List.of(), matcher)
                .includeCurrentValue(current);
    }
}
