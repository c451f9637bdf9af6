package io.jenkins.plugins.flaskbbswarm.jenkins.credentials;

import io.jenkins.plugins.flaskbbswarm.secrets.SecretSource;
import io.jenkins.plugins.flaskbbswarm.stack.Content;

import java.io.Serializable;

/** A secret's value, or that it is to be generated, as it is sent to an agent. */
public final class SecretData implements Serializable {
    private static final long serialVersionUID = 1L;

    private final boolean generated;
    private final byte[] value;

    private SecretData(boolean generated, byte[] value) {
        this.generated = generated;
        this.value = value;
    }

    public static SecretData generated() {
        return new SecretData(true, new byte[0]);
    }

    public static SecretData of(byte[] value) {
        return new SecretData(false, value.clone());
    }

    public SecretSource source() {
        return generated ? new SecretSource.Generate() : new SecretSource.Given(Content.of(value));
    }

    byte[] value() {
        return value.clone();
    }

    @Override
    public String toString() {
        return "***";
    }
}
