package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.secrets.SecretSource;
import io.jenkins.plugins.flaskbbswarm.secrets.SecretSourceReader;
import io.jenkins.plugins.flaskbbswarm.yaml.Fields;

import java.util.Optional;

/** The fields of a registry and its login. */
public final class RegistryFields {
    private RegistryFields() {}

    /** Empty, and noted why, if one of them is missing or wrong. */
    public static Optional<DeployConfig.Registry> read(Fields fields, SecretSourceReader sources) {
        fields.require("address", "write host:port as image names begin");
        Optional<String> credential = fields.text("credential");
        if (credential.isPresent()) {
            return ofCredential(fields, credential.get());
        }
        fields.require("username", "");
        fields.require("password", "write {env: NAME}, {file: path} or {credential: id}");
        Optional<String> address = fields.text("address");
        Optional<String> username = fields.text("username");
        Optional<SecretSource> password = sources.given(fields, "password");
        fields.refuseOthers();
        return address.isPresent() && username.isPresent() && password.isPresent()
                ? Optional.of(new DeployConfig.Registry(address.get(), username.get(), password.get()))
                : Optional.empty();
    }

    /** A Jenkins credential has both, the name and the password; it wins, so that it can be set from outside. */
    private static Optional<DeployConfig.Registry> ofCredential(Fields fields, String credential) {
        Optional<String> address = fields.text("address");
        fields.node("username");
        fields.node("password");
        fields.refuseOthers();
        return address.map(text -> new DeployConfig.Registry(text, "", new SecretSource.Credential(credential)));
    }
}
