package io.jenkins.plugins.flaskbbswarm.engine;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words for an engine that the {@code ssh} program could not reach, by what it printed. */
final class SshErrorMessages {
    private static final Pattern FINGERPRINT = Pattern.compile("SHA256:[A-Za-z0-9+/]+");
    private static final Pattern BAD_KEY = Pattern.compile("Load key \"[^\"]*\": ([^\n]*)");

    private static final String BY_WHOM = "as the user who runs this (in Jenkins the user of the agent, or of the"
            + " controller where the step is in no node)";
    private static final String COMPARE =
            " and compare it with the machine's own" + " (ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub)";

    private final EngineAddress.Ssh address;

    SshErrorMessages(EngineAddress.Ssh address) {
        this.address = address;
    }

    /** Whether it may be another time: not where somebody has to do something first. */
    static boolean mayComeBack(String printed) {
        return !printed.contains("Permission denied")
                && !hasOtherHostKey(printed)
                && !hasUnknownHostKey(printed)
                && !printed.contains("error=2,");
    }

    /** @param printed with what the program is said to have ended with */
    String sentence(String printed) {
        if (printed.contains("error=2,")) {
            return "cannot reach " + address + ": there is no ssh program; install it (openssh-client)";
        }
        String subject = "cannot reach the engine at " + address;
        if (hasOtherHostKey(printed)) {
            return subject + ": the host key of that machine is another than the one in " + otherHostKey(printed)
                    + "; if not, somebody else may be answering";
        }
        if (hasUnknownHostKey(printed)) {
            return subject + ": its host key is not in " + unknownHostKey(printed) + COMPARE;
        }
        return subject + " (" + printed + "): "
                + address.identity()
                        .filter(identity -> printed.contains("Permission denied"))
                        .map(identity -> refusedKey(identity, printed))
                        .orElse("'ssh' must get there without a password, and 'docker system dial-stdio' must work"
                                + " there");
    }

    private static boolean hasOtherHostKey(String printed) {
        return printed.contains("IDENTIFICATION HAS CHANGED") || printed.contains("Host key for");
    }

    private static boolean hasUnknownHostKey(String printed) {
        return printed.contains("Host key verification failed") || printed.contains("host key is known for");
    }

    private String otherHostKey(String printed) {
        return hasKnownHosts()
                ? "the known hosts of the target" + fingerprint(printed)
                        + ": if the machine was set up anew, replace its" + " lines there by what '" + keyscan()
                        + "' prints," + COMPARE
                : "known_hosts" + fingerprint(printed) + "; " + BY_WHOM + ": if the machine was set up anew, remove the"
                        + " old key (ssh-keygen -R " + knownAs() + ") and add the new one (" + keyscan()
                        + " >> ~/.ssh/known_hosts)";
    }

    private String unknownHostKey(String printed) {
        return hasKnownHosts()
                ? "the known hosts of the target: add what '" + keyscan() + "' prints"
                : "known_hosts (" + printed + "); " + BY_WHOM + ": add it (" + keyscan() + " >> ~/.ssh/known_hosts)";
    }

    /** Its program says nothing of a wrong passphrase. */
    private static String refusedKey(SshIdentity identity, String printed) {
        Matcher bad = BAD_KEY.matcher(printed);
        if (bad.find()) {
            return "the credential's private key cannot be read; paste it whole, as OpenSSH wrote it";
        }
        String passphrase = identity.passphrase().isEmpty()
                ? ", and give the credential its passphrase if the key has one"
                : ", and compare the credential's passphrase";
        return "add the credential's public key to ~/.ssh/authorized_keys of that user there" + passphrase;
    }

    private boolean hasKnownHosts() {
        return address.identity()
                .filter(identity -> !identity.knownHosts().isBlank())
                .isPresent();
    }

    private static String fingerprint(String printed) {
        return Optional.of(FINGERPRINT.matcher(printed))
                .filter(Matcher::find)
                .map(found -> " (it is " + found.group() + ")")
                .orElse("");
    }

    private String keyscan() {
        return "ssh-keyscan " + address.port().map(port -> "-p " + port + " ").orElse("") + address.host();
    }

    private String knownAs() {
        return address.port()
                .map(port -> "'[" + address.host() + "]:" + port + "'")
                .orElse(address.host());
    }
}
