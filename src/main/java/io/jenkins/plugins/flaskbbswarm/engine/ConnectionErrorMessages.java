package io.jenkins.plugins.flaskbbswarm.engine;

import io.jenkins.plugins.flaskbbswarm.http.NotConnectedException;
import io.jenkins.plugins.flaskbbswarm.text.Advice;

import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.util.Locale;

import javax.net.ssl.SSLException;

/** Words for an engine to which no connection came about. */
final class ConnectionErrorMessages {
    private static final String AFTER_HANDSHAKE = "closed right after the handshake";

    private final EngineAddress address;

    ConnectionErrorMessages(EngineAddress address) {
        this.address = address;
    }

    private static String otherwise() {
        return " or "
                + Advice.of(
                        "set DOCKER_HOST to the engine that you mean",
                        "name the engine that you mean with host: 'tcp://…' or a target");
    }

    EngineException failure(IOException e) {
        Throwable cause = e instanceof NotConnectedException && e.getCause() instanceof IOException inner ? inner : e;
        String text = String.valueOf(e.getMessage());
        if (cause instanceof SSLException || text.contains(AFTER_HANDSHAKE)) {
            return new EngineException.Unreachable(tls(cause, text), false, e);
        }
        boolean comesBack = !(cause instanceof UnknownHostException) && SshErrorMessages.mayComeBack(text);
        return new EngineException.Unreachable(sentence(cause, text), comesBack, e);
    }

    private String sentence(Throwable cause, String text) {
        if (address instanceof EngineAddress.Ssh ssh) {
            return new SshErrorMessages(ssh).sentence(text);
        }
        if (address instanceof EngineAddress.Unix unix) {
            return unix(unix, text);
        }
        if (cause instanceof UnknownHostException) {
            return "no engine at " + address + ": there is no host of this name; correct it" + otherwise();
        }
        return "no engine at " + address + " (" + text.toLowerCase(Locale.ROOT) + "): start it, with this address among"
                + " its 'hosts'," + otherwise();
    }

    private String unix(EngineAddress.Unix unix, String text) {
        if (text.contains("Permission denied")) {
            return "may not use the engine at " + address + ": run as root, or as a member of the group that owns the"
                    + " socket (usermod -aG docker <user>)";
        }
        if (!Files.exists(unix.socket())) {
            return "no engine at " + address + ": there is no such socket; start the engine (systemctl start docker)"
                    + otherwise();
        }
        return "no engine at " + address + ": nothing listens on the socket (" + text + "); start the engine"
                + " (systemctl start docker)" + otherwise();
    }

    private String tls(Throwable cause, String text) {
        return "no trusted connection to the engine at " + address + ": "
                + TlsTrust.outOfTime(cause).orElseGet(() -> tlsCause(text));
    }

    private static String tlsCause(String text) {
        if (text.contains("PKIX path") || text.contains("unable to find valid certification path")) {
            return "its certificate is not signed by the authority in ca.pem; take the ca.pem of that engine (" + text
                    + ")";
        }
        if (text.contains("subject alternative") || text.contains("No name matching")) {
            return "its certificate is for another host; use the name or address that it was made for (" + text + ")";
        }
        if (text.contains("bad_certificate")
                || text.contains("certificate_required")
                || text.contains("certificate_unknown")
                || text.contains("certificate_expired")
                || text.contains("unknown_ca")
                || text.contains(AFTER_HANDSHAKE)) {
            return "it does not accept our certificate; give a cert.pem and key.pem that its authority signed (" + text
                    + ")";
        }
        if (text.contains("Unsupported or unrecognized SSL message")) {
            return "it does not speak TLS there; use its TLS port, mostly 2376";
        }
        return "TLS failed (" + text + "); compare ca.pem, cert.pem and key.pem with the engine's";
    }
}
