package io.jenkins.plugins.flaskbbswarm.http;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

import javax.net.ssl.SSLException;

/** A connection that carries one request after the other. */
final class Exchange {
    private final Connection connection;
    private InputStream in;
    private ResponseHead head;
    private ResponseBody body;
    private int requests;
    private boolean sent;

    Exchange(Connection connection) {
        this.connection = connection;
    }

    Connection connection() {
        return connection;
    }

    boolean isNew() {
        return in == null;
    }

    void connect() throws IOException {
        try {
            connection.connect();
            in = new BufferedInputStream(connection.in(), 16 * 1024);
        } catch (IOException e) {
            throw new NotConnectedException(e.getMessage(), e);
        }
    }

    /** Sends a request and reads the head of its answer. */
    void begin(HttpRequest request) throws IOException {
        requests++;
        sent = false;
        head = null;
        try {
            send(request);
            sent = true;
            awaitFirstByte();
        } catch (BodyException e) {
            throw e;
        } catch (IOException e) {
            throw closeReason(e);
        }
        head = ResponseHead.read(in);
        body = head.body(request.method(), in);
    }

    private void awaitFirstByte() throws IOException {
        in.mark(1);
        if (in.read() < 0) {
            throw new EOFException("the connection was closed instead of an answer");
        }
        in.reset();
    }

    private void send(HttpRequest request) throws IOException {
        OutputStream out = connection.out();
        out.write(request.firstBytes());
        out.flush();
        if (request.body() instanceof Body.Streamed streamed) {
            send(streamed.writer(), out);
        }
    }

    private void send(Body.Writer writer, OutputStream out) throws IOException {
        ChunkedOutput chunks = new ChunkedOutput(out);
        try {
            writer.writeTo(chunks);
            chunks.finish();
        } catch (IOException e) {
            if (!chunks.isBroken()) {
                throw new BodyException(e);
            }
            // An engine that refuses a request says so and closes without hearing it out: its answer is what counts.
        }
    }

    /** A program that ends before its first answer, for example, never was connected; what it printed says why. */
    private IOException closeReason(IOException e) {
        if (requests > 1 || e instanceof SSLException) {
            return e;
        }
        return connection
                .closeReason()
                .<IOException>map(words -> new NotConnectedException(words, e))
                .orElse(e);
    }

    /**
     * Whether a request that just failed may be sent once more: the peer had closed an idle connection before the
     * request reached it. A write that was sent whole might have been carried out, so that is for the caller to say.
     */
    boolean wasStale(HttpRequest request) {
        return requests > 1 && head == null && (request.isSafe() || !sent);
    }

    int status() {
        return head.status();
    }

    ResponseHead head() {
        return head;
    }

    InputStream body() {
        return body;
    }

    boolean isReusable() throws IOException {
        return head.keepsAlive() && body.isComplete() && in.available() == 0;
    }

    void close() {
        connection.close();
    }
}
