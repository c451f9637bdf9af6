package io.jenkins.plugins.flaskbbswarm.jenkins.steps;

import hudson.Extension;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import io.jenkins.plugins.flaskbbswarm.jenkins.forms.FormText;
import org.kohsuke.stapler.DataBoundConstructor;

import java.io.Serializable;

/** A field of deploy.yml, or a variable, and its value. */
public final class Setting extends AbstractDescribableImpl<Setting> implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String path;
    private final String value;

    @DataBoundConstructor
    public Setting(String path, String value) {
        this.path = FormText.trimmed(path);
        this.value = value == null ? "" : value;
    }

    public String getPath() {
        return path;
    }

    public String getValue() {
        return value;
    }

    /** A pair of two text fields. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<Setting> {
        @Override
        public String getDisplayName() {
            return "Setting";
        }
    }
}
