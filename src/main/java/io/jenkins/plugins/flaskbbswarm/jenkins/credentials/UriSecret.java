package io.jenkins.plugins.flaskbbswarm.jenkins.credentials;

import hudson.AbortException;
import hudson.Extension;
import hudson.model.Descriptor;
import io.jenkins.plugins.flaskbbswarm.jenkins.forms.FormText;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

import java.io.IOException;

/** {@code uri(template: 'redis://:{password}@redis/0', credential: credential('id'))}. */
public final class UriSecret extends SecretSourceArgument {
    private static final long serialVersionUID = 1L;

    private final String template;
    private final CredentialSecret credential;

    @DataBoundConstructor
    public UriSecret(String template, CredentialSecret credential) {
        this.template = FormText.trimmed(template);
        this.credential = credential;
    }

    public String getTemplate() {
        return template;
    }

    public CredentialSecret getCredential() {
        return credential;
    }

    @Override
    public SecretData data(CredentialValues credentials) throws IOException {
        if (!UriTemplate.hasPlace(template)) {
            throw new AbortException("The template '" + template + "' has no place for the credential;"
                    + " write {username} or {password} where it belongs");
        }
        return SecretData.of(credentials.uri(template, credential.getCredentialsId()));
    }

    /** A template and a credential. */
    @Extension
    @Symbol("uri")
    public static final class DescriptorImpl extends Descriptor<SecretSourceArgument> {
        @Override
        public String getDisplayName() {
            return "An address with a credential in it";
        }
    }
}
