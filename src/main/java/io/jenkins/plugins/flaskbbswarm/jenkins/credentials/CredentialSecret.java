package io.jenkins.plugins.flaskbbswarm.jenkins.credentials;

import hudson.Extension;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.flaskbbswarm.jenkins.forms.FormText;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

import java.io.IOException;

/** {@code credential('id')}: a secret text, a secret file, or the password of a username with password. */
public final class CredentialSecret extends SecretSourceArgument {
    private static final long serialVersionUID = 1L;

    private final String credentialsId;

    @DataBoundConstructor
    public CredentialSecret(String credentialsId) {
        this.credentialsId = FormText.trimmed(credentialsId);
    }

    public String getCredentialsId() {
        return credentialsId;
    }

    @Override
    public SecretData data(CredentialValues credentials) throws IOException {
        return SecretData.of(credentials.secret(credentialsId));
    }

    /** Chooses a credential. */
    @Extension(ordinal = 2)
    @Symbol("credential")
    public static final class DescriptorImpl extends Descriptor<SecretSourceArgument> {
        @POST
        public ListBoxModel doFillCredentialsIdItems(@AncestorInPath Item item, @QueryParameter String credentialsId) {
            return CredentialChoices.SECRET.in(item, credentialsId);
        }

        @Override
        public String getDisplayName() {
            return "From a credential";
        }
    }
}
