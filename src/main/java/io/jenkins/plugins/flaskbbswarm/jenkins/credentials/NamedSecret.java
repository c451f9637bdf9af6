package io.jenkins.plugins.flaskbbswarm.jenkins.credentials;

import hudson.Extension;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import io.jenkins.plugins.flaskbbswarm.jenkins.forms.FormText;
import org.kohsuke.stapler.DataBoundConstructor;

import java.io.Serializable;

/** A secret of the stack files, and where its value comes from. */
public final class NamedSecret extends AbstractDescribableImpl<NamedSecret> implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final SecretSourceArgument value;

    @DataBoundConstructor
    public NamedSecret(String name, SecretSourceArgument value) {
        this.name = FormText.trimmed(name);
        this.value = value;
    }

    public String getName() {
        return name;
    }

    public SecretSourceArgument getValue() {
        return value;
    }

    /** A name, and a choice of sources. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<NamedSecret> {
        @Override
        public String getDisplayName() {
            return "Secret";
        }
    }
}
