package io.jenkins.plugins.flaskbbswarm.stack;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Text for bytes that need not be text: environment variables, arguments and file names of Unix. UTF-8 is read as such,
 * and each byte that is not becomes a lone surrogate (U+DC80 to U+DCFF), so that no byte is lost. Python's
 * {@code surrogateescape} (PEP 383) has the same idea.
 */
public final class EscapedUtf8 {
    private static final char ESCAPE = 0xDC00;

    private EscapedUtf8() {}

    /** The text of {@code bytes}; {@link #encode} turns it into the same bytes again. */
    public static String decode(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        for (CoderResult result = decoder.decode(in, out, true);
                result.isError();
                result = decoder.decode(in, out, true)) {
            for (int i = 0; i < result.length(); i++) {
                out.put((char) (ESCAPE + (in.get() & 0xff)));
            }
            decoder.reset();
        }
        return out.flip().toString();
    }

    /** The bytes of a text, which is UTF-8 unless {@link #decode} made it of something else. */
    public static byte[] encode(String text) {
        if (isText(text)) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        text.codePoints().forEach(character -> {
            if (isEscape(character)) {
                bytes.write(character - ESCAPE);
            } else {
                bytes.writeBytes(Character.toString(character).getBytes(StandardCharsets.UTF_8));
            }
        });
        return bytes.toByteArray();
    }

    /** Whether no byte had to be escaped. */
    public static boolean isText(String text) {
        return text.codePoints().noneMatch(EscapedUtf8::isEscape);
    }

    private static boolean isEscape(int character) {
        return character >= ESCAPE + 0x80 && character <= ESCAPE + 0xff;
    }
}
