package org.jenkinsci.plugins.docker.commons.credentials;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import hudson.util.Secret;

public abstract class DockerServerCredentials implements StandardCredentials {
    private static final long serialVersionUID = 1L;

    private DockerServerCredentials() {}

    public Secret getClientKeySecret() {
        throw new UnsupportedOperationException();
    }

    public String getClientCertificate() {
        throw new UnsupportedOperationException();
    }

    public String getServerCaCertificate() {
        throw new UnsupportedOperationException();
    }
}
