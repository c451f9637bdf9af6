package io.jenkins.plugins.flaskbbswarm.images;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * How a registry wants to be logged in to: {@code WWW-Authenticate} of its answer 401.
 *
 * @param scheme in lower case
 */
record RegistryChallenge(String scheme, Map<String, String> parameters) {
    private static final Pattern PARAMETER = Pattern.compile("(\\w+)=\"([^\"]*)\"");

    static RegistryChallenge parse(String header) {
        Map<String, String> parameters = new TreeMap<>();
        for (MatchResult found : PARAMETER.matcher(header).results().toList()) {
            parameters.put(found.group(1).toLowerCase(Locale.ROOT), found.group(2));
        }
        return new RegistryChallenge(header.strip().split("\\s", 2)[0].toLowerCase(Locale.ROOT), parameters);
    }

    boolean wantsToken() {
        return scheme.equals("bearer");
    }

    /** Who gives tokens; empty if that is nobody to give a login to: only with TLS, and at a name that can be read. */
    Optional<URI> realm() {
        try {
            URI realm = new URI(parameters.getOrDefault("realm", ""));
            boolean usable = "https".equals(realm.getScheme())
                    && realm.getHost() != null
                    && realm.getRawUserInfo() == null
                    && realm.getRawFragment() == null;
            return usable ? Optional.of(realm) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** What a giver of tokens is asked: for all that is done to a repository. */
    String query(String repository) {
        return "scope=" + encoded("repository:" + repository + ":pull,push,delete")
                + (parameters.containsKey("service") ? "&service=" + encoded(parameters.get("service")) : "");
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
