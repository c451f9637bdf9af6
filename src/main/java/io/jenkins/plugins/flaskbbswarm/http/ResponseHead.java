package io.jenkins.plugins.flaskbbswarm.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The first lines of an answer. */
record ResponseHead(int status, Map<String, String> headers) {
    private static final int MOST_LINES = 200;
    private static final int MOST_INTERIM = 10;
    private static final int LONGEST_LINE = 64 * 1024;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5]\\d\\d)(?: .*)?");

    /** Reads the head of the answer itself; interim ones (100 Continue) are passed over. */
    static ResponseHead read(InputStream in) throws IOException {
        ResponseHead head = readOne(in);
        for (int interim = 1; head.status / 100 == 1; interim++) {
            if (interim > MOST_INTERIM) {
                throw new MalformedAnswerException("endless interim answers");
            }
            head = readOne(in);
        }
        return head;
    }

    private static ResponseHead readOne(InputStream in) throws IOException {
        Matcher status = STATUS.matcher(line(in));
        if (!status.matches()) {
            throw new MalformedAnswerException("the answer is not HTTP");
        }
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        int lines = 0;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            if (++lines > MOST_LINES) {
                throw new MalformedAnswerException("the answer's head has more than " + MOST_LINES + " lines");
            }
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip());
            }
        }
        return new ResponseHead(Integer.parseInt(status.group(1)), headers);
    }

    /** A line up to its end, without it. */
    static String line(InputStream in) throws IOException {
        byte[] bytes = new byte[128];
        int length = 0;
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the answer broke off in its head");
            }
            if (length == LONGEST_LINE) {
                throw new MalformedAnswerException("a line of the answer's head is too long");
            }
            if (length == bytes.length) {
                bytes = Arrays.copyOf(bytes, length * 2);
            }
            bytes[length++] = (byte) next;
        }
        int end = length > 0 && bytes[length - 1] == '\r' ? length - 1 : length;
        String text = new String(bytes, 0, end, StandardCharsets.ISO_8859_1);
        if (text.indexOf('\r') >= 0) {
            throw new MalformedAnswerException("a line of the answer's head is broken");
        }
        return text;
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** The body that follows, for a request of this method. */
    ResponseBody body(String method, InputStream in) throws IOException {
        if (method.equals("HEAD") || status == 204 || status == 304) {
            return new FixedBody(in, 0);
        }
        if (header("Transfer-Encoding")
                .filter(coding -> coding.equalsIgnoreCase("chunked"))
                .isPresent()) {
            return new ChunkedBody(in);
        }
        Optional<String> length = header("Content-Length");
        return length.isPresent() ? new FixedBody(in, number(length.get())) : new UntilCloseBody(in);
    }

    private static long number(String digits) throws IOException {
        try {
            long number = Long.parseLong(digits);
            if (number < 0) {
                throw new MalformedAnswerException("the answer's length is not a number");
            }
            return number;
        } catch (NumberFormatException e) {
            throw new MalformedAnswerException("the answer's length is not a number");
        }
    }

    boolean keepsAlive() {
        List<String> options =
                List.of(header("Connection").orElse("").toLowerCase(Locale.ROOT).split("\\s*,\\s*"));
        return !options.contains("close");
    }
}
