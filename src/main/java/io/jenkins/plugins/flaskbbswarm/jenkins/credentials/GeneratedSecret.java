package io.jenkins.plugins.flaskbbswarm.jenkins.credentials;

import hudson.Extension;
import hudson.model.Descriptor;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code generate()}: made once of random bytes, then kept. */
public final class GeneratedSecret extends SecretSourceArgument {
    private static final long serialVersionUID = 1L;

    @DataBoundConstructor
    public GeneratedSecret() {}

    @Override
    public SecretData data(CredentialValues credentials) {
        return SecretData.generated();
    }

    /** Has nothing to choose. */
    @Extension(ordinal = 1)
    @Symbol("generate")
    public static final class DescriptorImpl extends Descriptor<SecretSourceArgument> {
        @Override
        public String getDisplayName() {
            return "Generated once, then kept";
        }
    }
}
