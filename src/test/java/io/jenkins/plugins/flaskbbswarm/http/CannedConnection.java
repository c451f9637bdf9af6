package io.jenkins.plugins.flaskbbswarm.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** A connection without a socket: one request, one answer, and its end. */
public final class CannedConnection implements Connection {
    private final ByteArrayOutputStream request = new ByteArrayOutputStream();
    private final Function<String, byte[]> answers;

    private CannedConnection(Function<String, byte[]> answers) {
        this.answers = answers;
    }

    /** @param answers gives the bytes of an answer to the first line of a request */
    public static Connector connector(Function<String, byte[]> answers) {
        return () -> new CannedConnection(answers);
    }

    /** An answer as it should be. */
    public static byte[] ok(String headers, byte[] body) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        String head = "HTTP/1.1 200 OK\r\n" + headers + "Content-Length: " + body.length + "\r\n\r\n";
        all.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
        all.writeBytes(body);
        return all.toByteArray();
    }

    @Override
    public void connect() {}

    @Override
    public InputStream in() {
        return new InputStream() {
            private InputStream answer;

            @Override
            public int read() throws IOException {
                return answer().read();
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return answer().read(bytes, offset, length);
            }

            private InputStream answer() {
                if (answer == null) {
                    String asked = request.toString(StandardCharsets.ISO_8859_1);
                    answer = new ByteArrayInputStream(answers.apply(asked.substring(0, asked.indexOf("\r\n"))));
                }
                return answer;
            }
        };
    }

    @Override
    public OutputStream out() {
        return request;
    }

    @Override
    public boolean isStale() {
        return true;
    }

    @Override
    public void close() {}
}
