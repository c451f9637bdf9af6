package io.jenkins.plugins.flaskbbswarm.cli;

import io.jenkins.plugins.flaskbbswarm.stack.EscapedUtf8;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The environment and the arguments of this process as they are. Java decodes both with the character set of the locale,
 * and in the C locale (cron, systemd, bare containers) each byte above 127 is lost; Linux has them in /proc. Text is
 * {@link EscapedUtf8}.
 */
final class ProcessText {
    private static final Map<String, String> ENVIRONMENT =
            entries("environ").map(ProcessText::variables).orElseGet(System::getenv);

    private ProcessText() {}

    /** The environment variables. */
    static Map<String, String> environment() {
        return ENVIRONMENT;
    }

    /** Of a repeated name the first counts, as in C. */
    static Map<String, String> variables(List<String> entries) {
        Map<String, String> variables = new TreeMap<>();
        for (String entry : entries) {
            int cut = entry.indexOf('=', 1);
            if (cut > 0) {
                variables.putIfAbsent(entry.substring(0, cut), entry.substring(cut + 1));
            }
        }
        return variables;
    }

    /** The arguments, of which Java knows {@code decoded}. */
    static String[] arguments(String[] decoded) {
        boolean isPlain = Arrays.stream(decoded).allMatch(ProcessText::isAscii);
        return isPlain
                ? decoded
                : entries("cmdline").map(line -> arguments(decoded, line)).orElse(decoded);
    }

    /** Those at the end of the command line of Java, if they are the same ones. */
    static String[] arguments(String[] decoded, List<String> commandLine) {
        int first = commandLine.size() - decoded.length;
        if (first < 0) {
            return decoded;
        }
        String[] whole = commandLine.subList(first, commandLine.size()).toArray(String[]::new);
        for (int i = 0; i < whole.length; i++) {
            if (!ascii(whole[i]).equals(ascii(decoded[i]))) {
                return decoded;
            }
        }
        return whole;
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    private static String ascii(String text) {
        return text.replaceAll("[^\\p{ASCII}]", "");
    }

    private static Optional<List<String>> entries(String file) {
        try {
            byte[] all = Files.readAllBytes(Path.of("/proc/self", file));
            List<String> entries = new ArrayList<>();
            // Of these no byte is part of a longer character, so each entry can be cut out before it is decoded.
            String bytes = new String(all, StandardCharsets.ISO_8859_1);
            for (int start = 0, end = bytes.indexOf('\0');
                    end >= 0;
                    start = end + 1, end = bytes.indexOf('\0', start)) {
                entries.add(EscapedUtf8.decode(Arrays.copyOfRange(all, start, end)));
            }
            return Optional.of(entries);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
