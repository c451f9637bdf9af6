package io.jenkins.plugins.flaskbbswarm.yaml;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Bytes to text, where nothing but UTF-8 of a bearable length will do. */
public final class Utf8 {
    private Utf8() {}

    /**
     * Decodes a file; a byte order mark is dropped.
     *
     * @param limit the most bytes
     * @return empty if an error was noted
     */
    public static Optional<String> decode(String file, byte[] content, int limit, Problems problems) {
        if (content.length > limit) {
            problems.error(
                    new Location(file, 1, 1),
                    "",
                    "the file is longer than " + limit / 1024 + " KiB",
                    "name a smaller file; this is rarely the one that was meant");
            return Optional.empty();
        }
        try {
            return Optional.of(withoutMark(strict(content)));
        } catch (CharacterCodingException e) {
            problems.error(firstBadByte(file, content), "", "the file is not UTF-8 from here on", "save it as UTF-8");
            return Optional.empty();
        }
    }

    private static String strict(byte[] content) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(content))
                .toString();
    }

    private static String withoutMark(String text) {
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    private static Location firstBadByte(String file, byte[] content) {
        CharBuffer good = CharBuffer.allocate(content.length);
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content), good, true);
        String before = good.flip().toString();
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        return new Location(file, line, before.length() - before.lastIndexOf('\n'));
    }
}
