package io.jenkins.plugins.flaskbbswarm.yaml;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The text of a YAML file: UTF-8, or UTF-16 with a byte order mark, as editors of Windows write it. */
final class YamlText {
    private YamlText() {}

    /** Empty if an error was noted. */
    static Optional<String> decode(String file, byte[] content, int limit, Problems problems) {
        Optional<Charset> wide = wide(content);
        if (wide.isEmpty() || content.length > limit) {
            return Utf8.decode(file, content, limit, problems);
        }
        try {
            ByteBuffer withoutMark = ByteBuffer.wrap(content, 2, content.length - 2);
            return Optional.of(wide.get()
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(withoutMark)
                    .toString());
        } catch (CharacterCodingException e) {
            problems.error(new Location(file, 1, 1), "", "the file is not UTF-16 as it says", "save it as UTF-8");
            return Optional.empty();
        }
    }

    private static Optional<Charset> wide(byte[] content) {
        if (content.length < 2) {
            return Optional.empty();
        }
        return switch ((content[0] & 0xff) << 8 | content[1] & 0xff) {
            case 0xfeff -> Optional.of(StandardCharsets.UTF_16BE);
            case 0xfffe -> Optional.of(StandardCharsets.UTF_16LE);
            default -> Optional.empty();
        };
    }
}
