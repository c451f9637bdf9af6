package io.jenkins.plugins.flaskbbswarm.jenkins.credentials;

import hudson.Extension;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.flaskbbswarm.jenkins.forms.FormText;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

import java.io.Serializable;

/** A registry and who we are there. */
public final class RegistryLogin extends AbstractDescribableImpl<RegistryLogin> implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String address;
    private String credentialsId = "";

    @DataBoundConstructor
    public RegistryLogin(String address) {
        this.address = FormText.trimmed(address);
    }

    public String getAddress() {
        return address;
    }

    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = FormText.trimmed(credentialsId);
    }

    /** An address and a credential. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<RegistryLogin> {
        @POST
        public ListBoxModel doFillCredentialsIdItems(@AncestorInPath Item item, @QueryParameter String credentialsId) {
            return CredentialChoices.LOGIN.in(item, credentialsId);
        }

        @Override
        public String getDisplayName() {
            return "Registry";
        }
    }
}
