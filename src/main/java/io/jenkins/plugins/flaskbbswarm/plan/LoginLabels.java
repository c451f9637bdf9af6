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
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Remembers with which registry login a service was sent, since the engine does not say: a label holds a salted, slow
 * fingerprint of it. All services with the same login share one salt, so that a login costs one slow hash.
 */
final class LoginLabels {
    private static final String POINTER = "/Labels/" + Labels.LOGIN;

    private static final Pattern LABEL =
            Pattern.compile("([0-9a-f]{" + 2 * SecretFingerprint.SALT_BYTES + "}):[0-9a-f]+");

    private final SwarmInventory observed;
    private final IntFunction<byte[]> random;

    LoginLabels(SwarmInventory observed, IntFunction<byte[]> random) {
        this.observed = observed;
        this.random = random;
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
        String salt = users.stream()
                .map(user -> observed.services().get(user.name()))
                .filter(Objects::nonNull)
                .map(present -> LABEL.matcher(of(present.spec())))
                .filter(Matcher::matches)
                .map(label -> label.group(1))
                .findFirst()
                .orElseGet(() -> HexFormat.of().formatHex(random.apply(SecretFingerprint.SALT_BYTES)));
        return salt + ":" + SecretFingerprint.of(login, salt);
    }

    /** Whether a service that there is was sent with another login than the wanted one, which is labelled. */
    static boolean differ(JsonNode present, DesiredService wanted) {
        return wanted.login().isPresent() && !Objects.equals(of(present), of(wanted.body()));
    }

    private static String of(JsonNode spec) {
        return spec.at(POINTER).asText();
    }
}
