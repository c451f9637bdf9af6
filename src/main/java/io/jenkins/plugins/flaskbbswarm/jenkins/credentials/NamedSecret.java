package io.jenkins.plugins.flaskbbswarm.jenkins.credentials;

import hudson.Extension;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import io.jenkins.plugins.flaskbbswarm.jenkins.forms.Texts;
import org.kohsuke.stapler.DataBoundConstructor;

import java.io.Serializable;

/** A secret of the stack files, and where its value comes from. */
public final class NamedSecret extends AbstractDescribableImpl<NamedSecret> implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final SecretValue value;

    @DataBoundConstructor
    public NamedSecret(String name, SecretValue value) {
        this.name = Texts.trimmed(name);
        this.value = value;
    }

    public String getName() {
        return name;
    }

    public SecretValue getValue() {
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
