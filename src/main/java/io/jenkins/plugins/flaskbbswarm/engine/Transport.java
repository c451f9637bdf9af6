package io.jenkins.plugins.flaskbbswarm.engine;

import io.jenkins.plugins.flaskbbswarm.http.Connector;
import io.jenkins.plugins.flaskbbswarm.http.HttpClient;
import io.jenkins.plugins.flaskbbswarm.http.ProcessConnection;
import io.jenkins.plugins.flaskbbswarm.http.SocketConnection;
import io.jenkins.plugins.flaskbbswarm.http.TlsConnection;

import java.util.ArrayList;
import java.util.List;

import javax.net.ssl.SSLSocketFactory;

/** How each kind of address is connected to. */
final class Transport {
    /** An engine's socket takes as many as come. */
    private static final int ANY = Integer.MAX_VALUE;
    /** Below the ten that an sshd lets be without a login, since others log in there, too. */
    private static final int OVER_SSH = 6;

    private Transport() {}

    static HttpClient to(EngineAddress address) {
        return new HttpClient(connector(address), address instanceof EngineAddress.Ssh ? OVER_SSH : ANY);
    }

    private static Connector connector(EngineAddress address) {
        if (address instanceof EngineAddress.Unix unix) {
            return () -> SocketConnection.unix(unix.socket());
        }
        if (address instanceof EngineAddress.Tcp tcp) {
            return tcp.tls()
                    .map(files -> tls(tcp, new TlsContext(files).socketFactory()))
                    .orElse(() -> SocketConnection.tcp(tcp.host(), tcp.port()));
        }
        EngineAddress.Ssh ssh = (EngineAddress.Ssh) address;
        if (ssh.identity().isPresent()) {
            return () -> new SshConnection(ssh, ssh.identity().get());
        }
        List<String> command = command(ssh, List.of("-o", "BatchMode=yes"));
        return () -> new ProcessConnection(command);
    }

    private static Connector tls(EngineAddress.Tcp tcp, SSLSocketFactory factory) {
        return () -> new TlsConnection(factory, tcp.host(), tcp.port());
    }

    /** As the docker CLI 28 does it ({@code commandconn}), but never asking for a password: nobody is there to type it. */
    static List<String> command(EngineAddress.Ssh ssh, List<String> options) {
        List<String> command = new ArrayList<>(List.of("ssh", "-T", "-o", "ConnectTimeout=15"));
        command.addAll(options);
        ssh.user().ifPresent(user -> command.addAll(List.of("-l", user)));
        ssh.port().ifPresent(port -> command.addAll(List.of("-p", port.toString())));
        command.addAll(List.of("--", ssh.host(), "docker"));
        ssh.socket().ifPresent(socket -> command.addAll(List.of("--host", "unix://" + socket)));
        command.addAll(List.of("system", "dial-stdio"));
        return command;
    }
}
