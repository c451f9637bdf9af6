package io.jenkins.plugins.flaskbbswarm.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A request.
 *
 * @param method in capitals
 * @param target path and query, encoded
 * @param headers among them {@code Host}, which need not be the server's address
 */
public record HttpRequest(String method, String target, Map<String, String> headers, Body body) {
    /** Whether asking twice does no harm. */
    boolean isSafe() {
        return method.equals("GET") || method.equals("HEAD");
    }

    /** The head and, where it is at hand, the body: one write and so, mostly, one packet. */
    byte[] firstBytes() {
        StringBuilder head = new StringBuilder(256);
        line(head, method + " " + target + " HTTP/1.1");
        headers.forEach((name, value) -> line(head, name + ": " + value));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (body instanceof Body.Bytes known) {
            line(head, "Content-Length: " + known.bytes().length);
        } else if (body instanceof Body.Streamed) {
            line(head, "Transfer-Encoding: chunked");
        } else if (!isSafe()) {
            line(head, "Content-Length: 0");
        }
        line(head, "");
        bytes.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        if (body instanceof Body.Bytes known) {
            bytes.writeBytes(known.bytes());
        }
        return bytes.toByteArray();
    }

    private static void line(StringBuilder head, String text) {
        if (text.indexOf('\r') >= 0 || text.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("a line break in a request's head would start another request");
        }
        head.append(text).append("\r\n");
    }

    /** Without its headers and body, which hold secrets. */
    @Override
    public String toString() {
        return method + " " + target;
    }
}
