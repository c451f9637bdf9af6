package com.cloudbees.plugins.credentials;

import java.io.Serializable;

public abstract class CredentialsScope implements Serializable {
    public static final CredentialsScope GLOBAL = null;
    private static final long serialVersionUID = 1L;

    private CredentialsScope() {}
}
