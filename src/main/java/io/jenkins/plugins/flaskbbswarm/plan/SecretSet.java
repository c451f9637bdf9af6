package io.jenkins.plugins.flaskbbswarm.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredObject;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredStack;
import io.jenkins.plugins.flaskbbswarm.convert.SecretFingerprint;
import io.jenkins.plugins.flaskbbswarm.stack.Content;
import io.jenkins.plugins.flaskbbswarm.stack.Labels;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The secrets of a release under one fingerprint. A fingerprint of a secret is slow on purpose, so that nobody can test
 * guesses; one over all of them says in the time of one that none has changed, and only else each is looked at.
 *
 * @param salt in hex
 * @param fingerprint of all values, in hex
 * @param versions the name of each secret's version, by the name without it
 */
record SecretSet(String salt, String fingerprint, SortedMap<String, String> versions) {
    private static final JsonMapper MAPPER = new JsonMapper();

    SecretSet {
        versions = new TreeMap<>(versions);
    }

    /** That of the newest release of a stack that has one. */
    static Optional<SecretSet> newest(SwarmInventory observed, Namespace stack) {
        return observed.configs().values().stream()
                .filter(item -> stack.name().equals(item.labels().get(Namespace.LABEL)))
                .filter(item -> item.labels().containsKey(Labels.RELEASE))
                .filter(item -> item.labels().containsKey(Labels.SECRETS))
                .max(Comparator.comparing(SwarmInventory.Item::created))
                .flatMap(item -> read(item.labels().get(Labels.SECRETS)));
    }

    /** Whether these values, by the name of their secret, are the ones of this set. Takes as long as one fingerprint. */
    boolean isOf(Map<String, Content> values) {
        if (!values.keySet().equals(versions.keySet())) {
            return false;
        }
        SortedMap<String, Content> byVersion = new TreeMap<>();
        versions.forEach((name, version) -> byVersion.put(version, values.get(name)));
        return SecretFingerprint.ofAll(byVersion, salt).equals(fingerprint);
    }

    /**
     * The set of a stack's secrets, without those that were generated; empty if it would save nothing, or their values
     * are not known.
     *
     * @param known is taken if it has the same versions, since these have the same values
     */
    static Optional<SecretSet> of(DesiredStack stack, Optional<SecretSet> known, String salt) {
        Map<String, DesiredObject> secrets = stack.secrets().stream()
                .filter(secret ->
                        !secret.isExternal() && !label(secret, Labels.GENERATED).equals("true"))
                .filter(secret -> !label(secret, Labels.OBJECT).isEmpty())
                .collect(Collectors.toMap(secret -> label(secret, Labels.OBJECT), secret -> secret));
        SortedMap<String, String> versions = new TreeMap<>();
        SortedMap<String, Content> values = new TreeMap<>();
        secrets.forEach((name, secret) -> {
            versions.put(name, secret.name());
            secret.content().filter(value -> value.length() > 0).ifPresent(value -> values.put(secret.name(), value));
        });
        Optional<SecretSet> same = known.filter(set -> set.versions.equals(versions));
        boolean isWorthIt = versions.size() > 1 && values.size() == versions.size();
        return same.isPresent() || !isWorthIt
                ? same
                : Optional.of(new SecretSet(salt, SecretFingerprint.ofAll(values, salt), versions));
    }

    private static String label(DesiredObject secret, String name) {
        return secret.body()
                .map(body -> body.path("Labels").path(name).asText(""))
                .orElse("");
    }

    /** As a label keeps it. */
    String label() {
        ObjectNode json = MAPPER.createObjectNode().put("salt", salt).put("fingerprint", fingerprint);
        versions.forEach(json.putObject("versions")::put);
        return json.toString();
    }

    /** Empty for what somebody else wrote there. */
    private static Optional<SecretSet> read(String label) {
        try {
            JsonNode json = MAPPER.readTree(label);
            SortedMap<String, String> versions = new TreeMap<>();
            json.path("versions")
                    .properties()
                    .forEach(version ->
                            versions.put(version.getKey(), version.getValue().asText()));
            String salt = json.path("salt").asText("");
            boolean isOurs = salt.matches("(?:[0-9a-f]{2}){16,64}");
            return isOurs
                    ? Optional.of(new SecretSet(salt, json.path("fingerprint").asText(""), versions))
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
