package io.jenkins.plugins.flaskbbswarm.realjenkins;

import io.jenkins.plugins.flaskbbswarm.cli.Canaries;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Makes credentials, or gives those that are there another value.
 *
 * @param canaries every value, to be searched for
 * @param store Groovy that finds where they are kept
 * @param scope GLOBAL, or SYSTEM for those that no job may use
 */
record CredentialStore(Rest rest, Canaries canaries, String store, String scope) {
    /** Those that every job may use. */
    static CredentialStore ofAll(Rest rest, Canaries canaries) {
        return new CredentialStore(rest, canaries, "SystemCredentialsProvider.instance.store", "GLOBAL");
    }

    /** Those of the controller itself, which no job may use. */
    static CredentialStore ofController(Rest rest, Canaries canaries) {
        return new CredentialStore(rest, canaries, "SystemCredentialsProvider.instance.store", "SYSTEM");
    }

    /** Those of the jobs in a folder. */
    CredentialStore ofFolder(String folder) {
        return new CredentialStore(
                rest,
                canaries,
                "CredentialsProvider.lookupStores(jenkins.model.Jenkins.get().getItem('" + folder
                        + "')).find { it.context.name == '" + folder + "' }",
                "GLOBAL");
    }

    void text(String id, String value) throws IOException, InterruptedException {
        canaries.add(id, value);
        put(
                id,
                "new org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl(CredentialsScope." + scope
                        + ", '" + id + "', '', hudson.util.Secret.fromString('" + value + "'))");
    }

    void login(String id, String user, String password) throws IOException, InterruptedException {
        canaries.add(id, password);
        put(
                id,
                "new com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl(CredentialsScope." + scope
                        + ", '" + id + "', '', '" + user + "', '" + password + "')");
    }

    /** A client certificate for an engine, from files in PEM. */
    void dockerServer(String id, Path key, Path certificate, Path ca) throws IOException, InterruptedException {
        // The lines before this one are alike in every key.
        canaries.add(id, Files.readAllLines(key).get(2));
        put(id, """
                new org.jenkinsci.plugins.docker.commons.credentials.DockerServerCredentials(CredentialsScope.%s,
                    '%s', '', hudson.util.Secret.fromString('''%s'''), '''%s''', '''%s''')""".formatted(scope, id, Files.readString(key), Files.readString(certificate), Files.readString(ca)));
    }

    /** A key that ssh logs in with. */
    void sshKey(String id, String user, String key, String passphrase) throws IOException, InterruptedException {
        canaries.add(id, key.lines().toList().get(2));
        put(id, """
                new com.cloudbees.jenkins.plugins.sshcredentials.impl.BasicSSHUserPrivateKey(CredentialsScope.%s,
                    '%s', '%s', new com.cloudbees.jenkins.plugins.sshcredentials.impl.BasicSSHUserPrivateKey
                        .DirectEntryPrivateKeySource('''%s'''), '%s', '')""".formatted(scope, id, user, key, passphrase));
    }

    private void put(String id, String construction) throws IOException, InterruptedException {
        String said = rest.script("""
                import com.cloudbees.plugins.credentials.*
                def store = %s
                def domain = com.cloudbees.plugins.credentials.domains.Domain.global()
                def made = %s
                def old = store.getCredentials(domain).find { it.id == '%s' }
                println(old ? store.updateCredentials(domain, old, made) : store.addCredentials(domain, made))
                """.formatted(store, construction, id));
        assertThat(said.strip()).isEqualTo("true");
    }
}
