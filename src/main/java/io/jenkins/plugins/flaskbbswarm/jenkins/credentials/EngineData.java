package io.jenkins.plugins.flaskbbswarm.jenkins.credentials;

import com.cloudbees.jenkins.plugins.sshcredentials.SSHUserPrivateKey;
import hudson.util.Secret;
import io.jenkins.plugins.flaskbbswarm.deploy.DeployConfig;
import io.jenkins.plugins.flaskbbswarm.engine.TlsFiles;
import io.jenkins.plugins.flaskbbswarm.jenkins.forms.FormText;
import org.jenkinsci.plugins.docker.commons.credentials.DockerServerCredentials;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Which engine, as it is sent to an agent.
 *
 * @param host as {@code DOCKER_HOST} spells it; empty for that of deploy.yml or the environment
 * @param ca the authority that signed the engine's certificate, in PEM; empty with no TLS, like the others
 * @param certificate ours
 * @param key its key
 * @param passphrase of the key; empty if it has none, or the environment has it
 * @param ssh the key for {@code ssh://}, if one is named
 */
public record EngineData(String host, String ca, String certificate, String key, String passphrase, SshData ssh)
        implements Serializable {
    public EngineData(String host, String ca, String certificate, String key, String passphrase) {
        this(host, ca, certificate, key, passphrase, SshData.NONE);
    }

    /** @param knownHosts lines of a {@code known_hosts} file; the agent's own if empty */
    static EngineData of(String host, SSHUserPrivateKey login, String knownHosts) {
        Secret passphrase = login.getPassphrase();
        SshData ssh = new SshData(
                FormText.trimmed(login.getUsername()),
                String.join("\n", login.getPrivateKeys()),
                passphrase == null ? "" : passphrase.getPlainText(),
                knownHosts);
        return new EngineData(host, "", "", "", "", ssh);
    }

    /** @param ca used if the credential has no authority of its own */
    public static EngineData of(String host, DockerServerCredentials server, String ca) {
        String own = FormText.trimmed(server.getServerCaCertificate());
        Secret key = server.getClientKeySecret();
        return new EngineData(
                host,
                own.isEmpty() ? ca : own,
                FormText.trimmed(server.getClientCertificate()),
                key == null ? "" : key.getPlainText(),
                "");
    }

    /** An engine that is named, and wants no certificate or gets it from the environment. */
    public static EngineData of(String host) {
        return new EngineData(host, "", "", "", "");
    }

    EngineData with(String keyPassphrase) {
        return new EngineData(host, ca, certificate, key, keyPassphrase);
    }

    public boolean isDefault() {
        return host.isEmpty();
    }

    public DeployConfig.Engine engine() {
        return new DeployConfig.Engine(
                Optional.of(host).filter(text -> !text.isEmpty()),
                Optional.empty(),
                tls(),
                Optional.empty(),
                ssh.identity());
    }

    private Optional<TlsFiles> tls() {
        if (key.isEmpty()) {
            return Optional.empty();
        }
        TlsFiles files = new TlsFiles(bytes(ca), bytes(certificate), bytes(key));
        return Optional.of(passphrase.isEmpty() ? files : files.withPassphrase(passphrase));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "engine " + host;
    }
}
