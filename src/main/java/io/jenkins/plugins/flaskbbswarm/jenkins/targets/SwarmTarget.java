package io.jenkins.plugins.flaskbbswarm.jenkins.targets;

import hudson.Extension;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.flaskbbswarm.jenkins.credentials.CredentialChoices;
import io.jenkins.plugins.flaskbbswarm.jenkins.forms.Checks;
import io.jenkins.plugins.flaskbbswarm.jenkins.forms.FormText;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A swarm that steps can name, and the registry that goes with it. */
public final class SwarmTarget extends AbstractDescribableImpl<SwarmTarget> {
    private final String name;
    private String folders = "";
    private String host = "";
    private String hostCredentialsId = "";
    private String keyPassphraseCredentialsId = "";
    private String ca = "";
    private String knownHosts = "";
    private String registry = "";
    private String registryCredentialsId = "";
    private boolean sweepPreviews;

    @DataBoundConstructor
    public SwarmTarget(String name) {
        this.name = FormText.trimmed(name);
    }

    public String getName() {
        return name;
    }

    public String getFolders() {
        return folders;
    }

    /** The full names of the folders whose jobs may use it, one a line; all may if empty. */
    @DataBoundSetter
    public void setFolders(String folders) {
        this.folders = FormText.trimmed(folders);
    }

    TargetFolders folders() {
        try {
            return TargetFolders.parse(folders);
        } catch (IllegalArgumentException e) {
            return TargetFolders.NOBODYS; // somebody has written the file by hand
        }
    }

    public String getHost() {
        return host;
    }

    @DataBoundSetter
    public void setHost(String host) {
        this.host = FormText.trimmed(host);
    }

    public String getHostCredentialsId() {
        return hostCredentialsId;
    }

    @DataBoundSetter
    public void setHostCredentialsId(String hostCredentialsId) {
        this.hostCredentialsId = FormText.trimmed(hostCredentialsId);
    }

    public String getKeyPassphraseCredentialsId() {
        return keyPassphraseCredentialsId;
    }

    /** A secret with the passphrase of the certificate's key, if that is encrypted. */
    @DataBoundSetter
    public void setKeyPassphraseCredentialsId(String keyPassphraseCredentialsId) {
        this.keyPassphraseCredentialsId = FormText.trimmed(keyPassphraseCredentialsId);
    }

    public String getCa() {
        return ca;
    }

    @DataBoundSetter
    public void setCa(String ca) {
        this.ca = FormText.trimmed(ca);
    }

    public String getKnownHosts() {
        return knownHosts;
    }

    /** Lines of a {@code known_hosts} file for an {@code ssh://} host; the agent's own if empty. */
    @DataBoundSetter
    public void setKnownHosts(String knownHosts) {
        this.knownHosts = FormText.trimmed(knownHosts);
    }

    public String getRegistry() {
        return registry;
    }

    @DataBoundSetter
    public void setRegistry(String registry) {
        this.registry = FormText.trimmed(registry);
    }

    public String getRegistryCredentialsId() {
        return registryCredentialsId;
    }

    @DataBoundSetter
    public void setRegistryCredentialsId(String registryCredentialsId) {
        this.registryCredentialsId = FormText.trimmed(registryCredentialsId);
    }

    public boolean isSweepPreviews() {
        return sweepPreviews;
    }

    /** Whether the controller itself sweeps its previews, every hour. */
    @DataBoundSetter
    public void setSweepPreviews(boolean sweepPreviews) {
        this.sweepPreviews = sweepPreviews;
    }

    /** A file that Jenkins has kept, or somebody has written, need not have all fields. */
    private Object readResolve() {
        SwarmTarget complete = new SwarmTarget(name);
        complete.setFolders(folders);
        complete.setHost(host);
        complete.setHostCredentialsId(hostCredentialsId);
        complete.setKeyPassphraseCredentialsId(keyPassphraseCredentialsId);
        complete.setCa(ca);
        complete.setKnownHosts(knownHosts);
        complete.setRegistry(registry);
        complete.setRegistryCredentialsId(registryCredentialsId);
        complete.setSweepPreviews(sweepPreviews);
        return complete;
    }

    /** The target's part of the form. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<SwarmTarget> {
        @Override
        public String getDisplayName() {
            return "Swarm";
        }

        @POST
        public FormValidation doCheckName(@QueryParameter String value) {
            return Checks.required(value);
        }

        /** Says which folders are not there, to those who may see them all. */
        @POST
        public FormValidation doCheckFolders(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return FolderCheck.of(value);
        }

        @POST
        public FormValidation doCheckHost(@QueryParameter String value) {
            return Checks.host(value);
        }

        @POST
        public ListBoxModel doFillHostCredentialsIdItems(@QueryParameter String hostCredentialsId) {
            return CredentialChoices.SERVER.inController(hostCredentialsId);
        }

        @POST
        public ListBoxModel doFillKeyPassphraseCredentialsIdItems(@QueryParameter String keyPassphraseCredentialsId) {
            return CredentialChoices.SECRET.inController(keyPassphraseCredentialsId);
        }

        @POST
        public ListBoxModel doFillRegistryCredentialsIdItems(@QueryParameter String registryCredentialsId) {
            return CredentialChoices.LOGIN.inController(registryCredentialsId);
        }

        /** Asks the engine who it is. */
        @POST
        public FormValidation doTestConnection(
                @QueryParameter String host,
                @QueryParameter String hostCredentialsId,
                @QueryParameter String keyPassphraseCredentialsId,
                @QueryParameter String ca,
                @QueryParameter String knownHosts) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            SwarmTarget target = new SwarmTarget("");
            target.setHost(host);
            target.setHostCredentialsId(hostCredentialsId);
            target.setKeyPassphraseCredentialsId(keyPassphraseCredentialsId);
            target.setCa(ca);
            target.setKnownHosts(knownHosts);
            return new ConnectionTest(target).result();
        }
    }
}
