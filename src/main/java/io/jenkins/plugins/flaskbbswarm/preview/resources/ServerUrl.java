package io.jenkins.plugins.flaskbbswarm.preview.resources;

import io.jenkins.plugins.flaskbbswarm.deploy.InvalidRequestException;
import io.jenkins.plugins.flaskbbswarm.stack.Content;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A connection as programs are given it: {@code scheme://user:password@host:port/path?query}.
 *
 * @param scheme such as {@code postgresql}
 * @param user decoded; may be empty
 * @param password decoded; may be empty
 * @param port the scheme's own if none is given
 * @param path without its slash
 * @param query with its question mark; may be empty
 */
public record ServerUrl(String scheme, String user, String password, String host, int port, String path, String query) {
    private static final Pattern URL = Pattern.compile("(?<scheme>[a-z][a-z0-9+.-]*)://"
            + "(?:(?<user>[^:@/]*)(?::(?<password>[^@/]*))?@)?(?<host>\\[[^]]+]|[^:/?@]+)(?::(?<port>\\d{1,5}))?"
            + "(?:/(?<path>[^?]*))?(?<query>\\?.*)?");

    /**
     * Parses one.
     *
     * @param what it is, for the message, which does not repeat it
     * @throws InvalidRequestException if it is none
     */
    public static ServerUrl parse(String what, String example, Content text) {
        Matcher url = URL.matcher(new String(text.bytes(), StandardCharsets.UTF_8).strip());
        if (!url.matches()) {
            throw new InvalidRequestException(List.of("The " + what + " is not an address such as " + example
                    + "; correct it where it comes from (a '/' or '@' in a password is written %2F or %40)"));
        }
        String scheme = url.group("scheme");
        int usual = scheme.startsWith("redis") ? 6379 : 5432;
        return new ServerUrl(
                scheme,
                decoded(url.group("user")),
                decoded(url.group("password")),
                url.group("host"),
                url.group("port") == null ? usual : Integer.parseInt(url.group("port")),
                url.group("path") == null ? "" : url.group("path"),
                url.group("query") == null ? "" : url.group("query"));
    }

    private static String decoded(String text) {
        return text == null ? "" : URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return scheme + "://" + host + ":" + port + "/" + path;
    }
}
