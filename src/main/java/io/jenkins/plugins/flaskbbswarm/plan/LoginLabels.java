package io.jenkins.plugins.flaskbbswarm.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredService;
import io.jenkins.plugins.flaskbbswarm.convert.SecretFingerprint;
import io.jenkins.plugins.flaskbbswarm.stack.Content;
import io.jenkins.plugins.flaskbbswarm.stack.Labels;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Remembers with which registry login a service was sent, since the engine does not say: a label holds a salted, slow
 * fingerprint of it. All services with the same login share one salt, so that a login costs one slow hash; none if that of
 * all secrets of the release says that it is the same.
 */
final class LoginLabels {
    private static final String POINTER = "/Labels/" + Labels.LOGIN;

    private static final Pattern LABEL =
            Pattern.compile("([0-9a-f]{" + 2 * SecretFingerprint.SALT_BYTES + "}):[0-9a-f]+");

    private final SwarmInventory observed;
    private final IntFunction<byte[]> random;
    private final BiFunction<Content, String, String> fingerprint;
    private final Map<Content, String> unchanged;

    /** @param unchanged the labels of logins that are known to be those of a release */
    LoginLabels(
            SwarmInventory observed,
            IntFunction<byte[]> random,
            BiFunction<Content, String, String> fingerprint,
            Map<Content, String> unchanged) {
        this.observed = observed;
        this.random = random;
        this.fingerprint = fingerprint;
        this.unchanged = unchanged;
    }

    /** The logins of services by registry. */
    static SortedMap<String, Content> logins(List<DesiredService> services) {
        SortedMap<String, Content> logins = new TreeMap<>();
        services.forEach(service -> service.login().ifPresent(login -> logins.putIfAbsent(registry(service), login)));
        return logins;
    }

    /** The labels of services with a login, by registry. */
    static SortedMap<String, String> labels(List<DesiredService> services) {
        SortedMap<String, String> labels = new TreeMap<>();
        services.stream()
                .filter(service -> service.login().isPresent())
                .forEach(service -> labels.putIfAbsent(registry(service), of(service.body())));
        return labels;
    }

    private static String registry(DesiredService service) {
        return service.image().registry();
    }

    /** The services, those with a login labelled. */
    List<DesiredService> on(List<DesiredService> services) {
        Map<Content, String> labels = new HashMap<>();
        services.stream()
                .filter(service -> service.login().isPresent())
                .collect(Collectors.groupingBy(service -> service.login().get()))
                .forEach((login, users) -> labels.put(login, label(login, users)));
        return services.stream().map(service -> labelled(service, labels)).toList();
    }

    private static DesiredService labelled(DesiredService service, Map<Content, String> labels) {
        return service.login()
                .map(login -> {
                    ObjectNode body = service.body().deepCopy();
                    body.withObject("/Labels").put(Labels.LOGIN, labels.get(login));
                    return service.withBody(body);
                })
                .orElse(service);
    }

    private String label(Content login, List<DesiredService> users) {
        List<Matcher> present = users.stream()
                .map(user -> observed.services().get(user.name()))
                .filter(Objects::nonNull)
                .map(service -> LABEL.matcher(of(service.spec())))
                .filter(Matcher::matches)
                .toList();
        Optional<String> known = present.stream()
                .map(Matcher::group)
                .filter(label -> label.equals(unchanged.get(login)))
                .findFirst();
        return known.orElseGet(() -> {
            String salt = present.stream()
                    .map(label -> label.group(1))
                    .findFirst()
                    .orElseGet(() -> HexFormat.of().formatHex(random.apply(SecretFingerprint.SALT_BYTES)));
            return salt + ":" + fingerprint.apply(login, salt);
        });
    }

    /** Whether a service that there is was sent with another login than the wanted one, which is labelled. */
    static boolean differ(JsonNode present, DesiredService wanted) {
        return wanted.login().isPresent() && !Objects.equals(of(present), of(wanted.body()));
    }

    private static String of(JsonNode spec) {
        return spec.at(POINTER).asText();
    }
}
