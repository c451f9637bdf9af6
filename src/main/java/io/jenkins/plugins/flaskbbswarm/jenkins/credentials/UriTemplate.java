package io.jenkins.plugins.flaskbbswarm.jenkins.credentials;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An address with places for a username and a password, which may hold what an address may not. */
final class UriTemplate {
    private static final Pattern PLACE = Pattern.compile("\\{(username|password)}");
    private static final String UNRESERVED = "-._~";

    private UriTemplate() {}

    /** Whether there is a place for anything. */
    static boolean hasPlace(String template) {
        return PLACE.matcher(template).find();
    }

    static String fill(String template, String username, String password) {
        Map<String, String> parts = Map.of("username", encoded(username), "password", encoded(password));
        return PLACE.matcher(template).replaceAll(place -> Matcher.quoteReplacement(parts.get(place.group(1))));
    }

    /** Percent-encoded as RFC 3986, section 2 has it: all but letters, digits and {@code -._~}. */
    static String encoded(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (octet & 0xff);
            boolean plain =
                    character < 0x80 && (Character.isLetterOrDigit(character) || UNRESERVED.indexOf(character) >= 0);
            encoded.append(plain ? String.valueOf(character) : String.format("%%%02X", (int) character));
        }
        return encoded.toString();
    }
}
