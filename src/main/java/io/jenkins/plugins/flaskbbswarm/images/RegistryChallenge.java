package io.jenkins.plugins.flaskbbswarm.images;

import java.net.URI;
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

    /** Who gives tokens, asked for all that is done to a repository; empty if that is nobody to give a login to. */
    Optional<URI> tokens(String repository) {
        String realm = parameters.getOrDefault("realm", "");
        if (!realm.startsWith("https://")) {
            return Optional.empty();
        }
        String scope = "repository:" + repository + ":pull,push,delete";
        String query = "scope=" + encoded(scope)
                + (parameters.containsKey("service") ? "&service=" + encoded(parameters.get("service")) : "");
        return Optional.of(URI.create(realm + (realm.contains("?") ? "&" : "?") + query));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
