package io.jenkins.plugins.flaskbbswarm.jenkins.credentials;

import com.cloudbees.jenkins.plugins.sshcredentials.SSHUserPrivateKey;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.AbortException;
import io.jenkins.plugins.flaskbbswarm.text.SecretMasker;
import org.jenkinsci.plugins.docker.commons.credentials.DockerServerCredentials;
import org.jenkinsci.plugins.plaincredentials.FileCredentials;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The values of credentials that a build may use: those of its folders and of the whole controller. Each value is masked
 * in the log from then on.
 */
public final class CredentialValues {
    private final CredentialStore store;
    private final SecretMasker mask;

    private final Consumer<StandardCredentials> tracker;
    private final Set<String> used;

    public CredentialValues(CredentialStore store, SecretMasker mask) {
        this(store, mask, credential -> {});
    }

    /** @param tracker is told of each credential that is used */
    public CredentialValues(CredentialStore store, SecretMasker mask, Consumer<StandardCredentials> tracker) {
        this(store, mask, tracker, new TreeSet<>());
    }

    private CredentialValues(
            CredentialStore store, SecretMasker mask, Consumer<StandardCredentials> tracker, Set<String> used) {
        this.store = store;
        this.mask = mask;
        this.tracker = tracker;
        this.used = used;
    }

    /** The same with the credentials of another store, which count as none of those used here. */
    public CredentialValues in(CredentialStore other) {
        return new CredentialValues(other, mask, tracker);
    }

    /**
     * Some of these, which count as used here.
     *
     * @param why why another one is not given, in a sentence
     */
    public CredentialValues only(Predicate<String> mayBe, UnaryOperator<String> why) {
        return new CredentialValues(store.only(mayBe, why), mask, tracker, used);
    }

    /** The IDs of those used so far. */
    public Set<String> used() {
        return Set.copyOf(used);
    }

    /**
     * A secret text, the bytes of a secret file, or the password of a username with password.
     *
     * @throws AbortException if there is no such credential or it is of another type
     */
    public byte[] secret(String id) throws IOException {
        StandardCredentials credential = find(id);
        if (credential instanceof FileCredentials file) {
            try (InputStream content = file.getContent()) {
                return masked(content.readAllBytes());
            }
        }
        return masked(text(id, credential).getBytes(StandardCharsets.UTF_8));
    }

    /** A template with the credential's parts in the place of {@code {username}} and {@code {password}}. */
    public byte[] uri(String template, String id) throws IOException {
        StandardCredentials credential = find(id);
        String username = credential instanceof StandardUsernamePasswordCredentials login ? login.getUsername() : "";
        String password = text(id, credential);
        mask.add(password);
        mask.add(UriTemplate.encoded(password));
        return masked(UriTemplate.fill(template, username, password).getBytes(StandardCharsets.UTF_8));
    }

    /** @throws AbortException if there is no such credential or it is no username with password */
    public RegistryData login(String id) throws AbortException {
        if (find(id) instanceof StandardUsernamePasswordCredentials login) {
            String password = login.getPassword().getPlainText();
            mask.add(password);
            return new RegistryData("", login.getUsername(), password);
        }
        throw new AbortException("The credential '" + id + "' is not a username with password, which a registry needs;"
                + " name one of that kind");
    }

    /**
     * An engine that knows us by a client certificate.
     *
     * @param host as {@code DOCKER_HOST} spells it
     * @param ca the authority that signed the engine's certificate, in PEM, if the credential does not have it
     * @param passphraseId of a secret with the passphrase of the key; empty if it needs none
     * @throws AbortException if there is no such credential or it is not for a Docker server
     */
    public EngineData server(String host, String id, String ca, String passphraseId) throws IOException {
        if (find(id) instanceof DockerServerCredentials server) {
            EngineData engine = EngineData.of(host, server, ca);
            mask.add(engine.key());
            return engine.with(passphraseId.isEmpty() ? "" : passphrase(passphraseId));
        }
        throw new AbortException(
                "The credential '" + id + "' is not an X.509 client certificate for a Docker server, which " + host
                        + " needs; name one of that kind");
    }

    /** Its first line, as in a file of one. */
    private String passphrase(String id) throws IOException {
        return new String(secret(id), StandardCharsets.UTF_8)
                .lines()
                .findFirst()
                .orElse("");
    }

    /**
     * An engine that knows us by an SSH key.
     *
     * @param knownHosts lines of a {@code known_hosts} file; the agent's own if empty
     * @throws AbortException if there is no such credential or it is no SSH key
     */
    public EngineData ssh(String host, String id, String knownHosts) throws AbortException {
        if (find(id) instanceof SSHUserPrivateKey login) {
            EngineData engine = EngineData.of(host, login, knownHosts);
            mask.add(engine.ssh().key());
            if (!engine.ssh().passphrase().isEmpty()) {
                mask.add(engine.ssh().passphrase());
            }
            return engine;
        }
        throw new AbortException("The credential '" + id + "' is not an SSH username with private key, which " + host
                + " needs; name one of that kind");
    }

    private static String text(String id, StandardCredentials credential) throws AbortException {
        if (credential instanceof StringCredentials text) {
            return text.getSecret().getPlainText();
        }
        if (credential instanceof StandardUsernamePasswordCredentials login) {
            return login.getPassword().getPlainText();
        }
        throw new AbortException("The credential '" + id + "' is of a kind that a secret cannot be made of ("
                + credential.getDescriptor().getDisplayName()
                + "); name a secret text, a secret file or a username with password");
    }

    private byte[] masked(byte[] value) {
        mask.add(new String(value, StandardCharsets.UTF_8));
        return value;
    }

    private StandardCredentials find(String id) throws AbortException {
        StandardCredentials found = store.find(id).orElseThrow(() -> new AbortException(store.missing(id)));
        used.add(id);
        tracker.accept(found);
        return found;
    }
}
