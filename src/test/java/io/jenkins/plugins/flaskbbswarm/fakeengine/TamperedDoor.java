package io.jenkins.plugins.flaskbbswarm.fakeengine;

import io.jenkins.plugins.flaskbbswarm.http.Connection;
import io.jenkins.plugins.flaskbbswarm.http.Connector;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Connections to a fake swarm, without a socket in between, whose answers pass through somebody's hands. */
public record TamperedDoor(FakeSwarm swarm, Tamper tamper) implements Connector {
    /** The API that is spoken here. */
    private static final String VERSION = "1.41";

    /** Changes answers. */
    public interface Tamper {
        /** All bytes of an answer, head and body; the connection is closed after another one than was given. */
        byte[] whole(Recorded request, byte[] answer);

        /** Some bytes of an answer that takes its time. */
        byte[] part(Recorded request, byte[] bytes);
    }

    @Override
    public Connection connection() {
        return new InMemory();
    }

    /** Answers in the thread of whoever reads, but for what takes its time. */
    private final class InMemory implements Connection {
        private final ByteArrayOutputStream request = new ByteArrayOutputStream();
        private InputStream answer = InputStream.nullInputStream();
        private Optional<Thread> writer = Optional.empty();
        private boolean last;

        @Override
        public void connect() {}

        @Override
        public InputStream in() {
            return new InputStream() {
                @Override
                public int read() throws IOException {
                    byte[] one = new byte[1];
                    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
                }

                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    if (request.size() > 0 && !last) {
                        begin();
                    }
                    return answer.read(bytes, offset, length);
                }

                @Override
                public int available() throws IOException {
                    return answer.available();
                }
            };
        }

        private void begin() throws IOException {
            Recorded asked = request(new ByteArrayInputStream(request.toByteArray()));
            request.reset();
            Answer said = swarm.answer(asked);
            if (said instanceof Answer.Whole whole) {
                byte[] good = bytes(asked, whole);
                byte[] changed = tamper.whole(asked, good);
                last = changed != good;
                answer = new ByteArrayInputStream(changed);
                return;
            }
            last = true;
            PipedInputStream pipe = new PipedInputStream(1 << 16);
            PipedOutputStream out = new PipedOutputStream(pipe);
            out.write(head(200, "Content-Type: application/json\r\nConnection: close\r\n"));
            answer = pipe;
            writer = Optional.of(new Thread(() -> write(asked, (Answer.Streamed) said, out), "tampered-stream"));
            writer.get().setDaemon(true);
            writer.get().start();
        }

        private void write(Recorded asked, Answer.Streamed said, PipedOutputStream out) {
            try (out) {
                said.writer().writeTo(new Parts(asked, out));
            } catch (IOException | InterruptedException e) {
                // the client has enough
            }
        }

        @Override
        public OutputStream out() {
            return request;
        }

        @Override
        public boolean isStale() {
            return last;
        }

        @Override
        public void close() {
            writer.ifPresent(Thread::interrupt);
        }
    }

    private static byte[] head(int status, String headers) {
        String text =
                "HTTP/1.1 " + status + " Said\r\nApi-Version: " + VERSION + "\r\nOstype: linux\r\n" + headers + "\r\n";
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(Recorded request, Answer.Whole whole) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        boolean bare = request.method().equals("HEAD") || whole.status() == 204;
        String length = bare ? "" : "Content-Length: " + whole.body().length + "\r\n";
        all.writeBytes(head(whole.status(), "Content-Type: " + whole.type() + "\r\n" + length));
        all.writeBytes(bare ? new byte[0] : whole.body());
        return all.toByteArray();
    }

    /** Passes each write through the hands. */
    private final class Parts extends OutputStream {
        private final Recorded request;
        private final OutputStream out;

        Parts(Recorded request, OutputStream out) {
            this.request = request;
            this.out = out;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one});
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(tamper.part(request, Arrays.copyOfRange(bytes, offset, offset + length)));
            out.flush();
        }
    }

    private static Recorded request(InputStream in) throws IOException {
        String[] words = line(in).split(" ");
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        byte[] body = headers.containsKey("Transfer-Encoding")
                ? chunks(in)
                : in.readNBytes(Integer.parseInt(headers.getOrDefault("Content-Length", "0")));
        String[] target = words[1].split("\\?", 2);
        String login = headers.containsKey("X-Registry-Auth")
                ? new String(Base64.getUrlDecoder().decode(headers.get("X-Registry-Auth")), StandardCharsets.UTF_8)
                : "";
        String path = URLDecoder.decode(target[0].replace("+", "%2B"), StandardCharsets.UTF_8);
        return new Recorded(
                VERSION,
                words[0],
                path.replaceFirst("^/v\\d+\\.\\d+(?=/)", ""),
                target.length > 1 ? target[1] : "",
                login,
                body);
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int length = Integer.parseInt(line(in), 16); length > 0; length = Integer.parseInt(line(in), 16)) {
            all.writeBytes(in.readNBytes(length));
            line(in);
        }
        line(in);
        return all.toByteArray();
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException();
            }
            text.append((char) next);
        }
        return text.toString().stripTrailing();
    }
}
