package io.jenkins.plugins.flaskbbswarm.jenkins.credentials;

import hudson.model.AbstractDescribableImpl;

import java.io.IOException;
import java.io.Serializable;

/** Where a secret's value comes from. */
public abstract class SecretSourceArgument extends AbstractDescribableImpl<SecretSourceArgument>
        implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The value; looked up each time it is needed, since nothing of it is kept. */
    public abstract SecretData data(CredentialValues credentials) throws IOException;
}
