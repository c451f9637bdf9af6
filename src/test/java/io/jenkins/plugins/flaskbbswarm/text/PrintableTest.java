package io.jenkins.plugins.flaskbbswarm.text;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** What terminals and consoles get of texts from outside. */
class PrintableTest {
    @ParameterizedTest
    @MethodSource("texts")
    void spellsOutWhatATerminalWouldActOn(String text, String shown) {
        assertThat(Printable.text(text)).isEqualTo(shown);
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                arguments("plain, naïve, 日本, 👍, ✔", "plain, naïve, 日本, 👍, ✔"),
                arguments("a\tb\nc", "a\tb\nc"),
                arguments("a\r\nb", "a\nb"),
                arguments("clear \u001b[2J", "clear \\x1b[2J"),
                arguments("title \u001b]0;owned\u0007", "title \\x1b]0;owned\\x07"),
                arguments("note \u001b[8mha:AAAA\u001b[0m", "note \\x1b[8mha:AAAA\\x1b[0m"),
                arguments("failed\rdone  ", "failed\\x0ddone  "),
                arguments("x\b\b\u0000\u000b\f", "x\\x08\\x08\\x00\\x0b\\x0c"),
                arguments(
                        "csi \u009b2J osc \u009d nel \u0085 del \u007f",
                        "csi \\u009b2J osc \\u009d nel \\u0085 del \\u007f"),
                arguments("abc\u202egnp.exe\u2066x\u2069", "abc\\u202egnp.exe\\u2066x\\u2069"),
                arguments("mark \u200f\u061c lines \u2028\u2029", "mark \\u200f\\u061c lines \\u2028\\u2029"));
    }

    @Test
    void noControlCharacterButTabAndNewlineIsLeft() {
        String all = IntStream.range(0, 0x10000)
                .filter(character ->
                        Character.isISOControl(character) || Character.getType(character) == Character.LINE_SEPARATOR)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();

        assertThat(Printable.text(all).chars().filter(Character::isISOControl)).containsExactly((int) '\t', (int) '\n');
    }

    @ParameterizedTest
    @MethodSource("lines")
    void aLineIsOneLine(String text, String shown) {
        assertThat(Printable.line(text)).isEqualTo(shown);
    }

    static Stream<Arguments> lines() {
        return Stream.of(
                arguments("one\r\n", "one"),
                arguments("one\n==> Forged\n", "one ==> Forged"),
                arguments("10%\r20%\r", "10%\\x0d20%"),
                arguments("name\tvalue", "name\tvalue"));
    }
}
