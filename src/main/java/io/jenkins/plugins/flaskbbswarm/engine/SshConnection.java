package io.jenkins.plugins.flaskbbswarm.engine;

import io.jenkins.plugins.flaskbbswarm.http.Connection;
import io.jenkins.plugins.flaskbbswarm.http.ProcessConnection;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** An {@code ssh} with an identity of its own, which is on the disk until the other end answers. */
final class SshConnection implements Connection {
    private final EngineAddress.Ssh address;
    private final SshIdentity identity;
    private boolean closed;
    private SshFiles files;
    private InputStream in;
    private volatile ProcessConnection process;

    SshConnection(EngineAddress.Ssh address, SshIdentity identity) {
        this.address = address;
        this.identity = identity;
    }

    @Override
    public synchronized void connect() throws IOException {
        if (closed) {
            throw new IOException("closed");
        }
        files = SshFiles.of(identity);
        process = new ProcessConnection(Transport.command(address, files.options()), files.environment());
        process.connect();
        in = new AfterLogin(process.in());
    }

    /** Its first byte shows that ssh has read what it needs, whatever becomes of this process later. */
    private final class AfterLogin extends FilterInputStream {
        private boolean isLoggedIn;

        AfterLogin(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            return read(in.read());
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return read(in.read(buffer, offset, length));
        }

        private int read(int result) {
            if (!isLoggedIn && result > 0) {
                isLoggedIn = true;
                files.close();
            }
            return result;
        }
    }

    @Override
    public InputStream in() {
        return in;
    }

    @Override
    public OutputStream out() {
        return process.out();
    }

    @Override
    public boolean isStale() {
        return process.isStale();
    }

    @Override
    public Optional<String> closeReason() {
        return process == null ? Optional.empty() : process.closeReason();
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (process != null) {
            process.close();
        }
        if (files != null) {
            files.close();
        }
    }
}
