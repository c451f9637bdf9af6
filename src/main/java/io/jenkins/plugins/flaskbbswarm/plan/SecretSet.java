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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The secrets of a release, and the registry logins of its services, under one fingerprint. A fingerprint of a secret is
 * slow on purpose, so that nobody can test guesses; one over all of them says in the time of one that none has changed, and
 * only else each is looked at.
 *
 * @param salt in hex
 * @param fingerprint of all values, in hex
 * @param versions the name of each secret's version, by the name without it
 * @param logins the label of services with each registry's login, by registry
 */
record SecretSet(
        String salt, String fingerprint, SortedMap<String, String> versions, SortedMap<String, String> logins) {
    static final SecretSet NONE = new SecretSet("", "", new TreeMap<>(), new TreeMap<>());

    private static final JsonMapper MAPPER = new JsonMapper();

    SecretSet {
        versions = new TreeMap<>(versions);
        logins = new TreeMap<>(logins);
    }

    /** Those of the releases of a stack that have one, newest first. */
    static List<SecretSet> kept(SwarmInventory observed, Namespace stack) {
        return observed.configs().values().stream()
                .filter(item -> stack.name().equals(item.labels().get(Namespace.LABEL)))
                .filter(item -> item.labels().containsKey(Labels.RELEASE))
                .filter(item -> item.labels().containsKey(Labels.SECRETS))
                .sorted(Comparator.comparing(SwarmInventory.Item::created).reversed())
                .flatMap(item -> read(item.labels().get(Labels.SECRETS)).stream())
                .toList();
    }

    /** Whether it is of secrets and registries of these names. Those of old releases are of secrets alone. */
    boolean isOfNames(Set<String> secrets, Set<String> registries) {
        return versions.keySet().equals(secrets)
                && (logins.isEmpty() || logins.keySet().equals(registries));
    }

    /**
     * Whether these values, by the name of their secret and by registry, are the ones of this set. Takes as long as one
     * fingerprint.
     */
    boolean isOf(Map<String, Content> secrets, Map<String, Content> ofRegistries) {
        return isOfNames(secrets.keySet(), ofRegistries.keySet())
                && SecretFingerprint.ofAll(values(secrets, ofRegistries), salt).equals(fingerprint);
    }

    /** Version names have no colon, and labels of logins have one. */
    private SortedMap<String, Content> values(Map<String, Content> secrets, Map<String, Content> ofRegistries) {
        SortedMap<String, Content> values = new TreeMap<>();
        versions.forEach((name, version) -> values.put(version, secrets.get(name)));
        logins.forEach((registry, label) -> values.put(label, ofRegistries.get(registry)));
        return values;
    }

    /**
     * The set of a stack's secrets, without those that were generated, and logins; empty if it would save nothing, or
     * their values are not known.
     *
     * @param known one that has the same versions is taken, since these have the same values
     */
    static Optional<SecretSet> of(DesiredStack stack, List<SecretSet> known, String salt) {
        SortedMap<String, String> versions = new TreeMap<>();
        SortedMap<String, Content> values = new TreeMap<>();
        stack.secrets().stream()
                .filter(secret ->
                        !secret.isExternal() && !label(secret, Labels.GENERATED).equals("true"))
                .filter(secret -> !label(secret, Labels.OBJECT).isEmpty())
                .forEach(secret -> {
                    String name = label(secret, Labels.OBJECT);
                    versions.put(name, secret.name());
                    secret.content().filter(value -> value.length() > 0).ifPresent(value -> values.put(name, value));
                });
        SecretSet wanted = new SecretSet(salt, "", versions, LoginLabels.labels(stack.services()));
        Optional<SecretSet> same =
                known.stream().filter(wanted::hasSameVersions).findFirst();
        boolean isWorthIt = versions.size() + wanted.logins.size() > 1 && values.size() == versions.size();
        return same.isPresent() || !isWorthIt
                ? same
                : Optional.of(wanted.signed(values, LoginLabels.logins(stack.services())));
    }

    private SecretSet signed(Map<String, Content> secrets, Map<String, Content> ofRegistries) {
        return new SecretSet(salt, SecretFingerprint.ofAll(values(secrets, ofRegistries), salt), versions, logins);
    }

    private boolean hasSameVersions(SecretSet other) {
        return versions.equals(other.versions) && logins.equals(other.logins);
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
        logins.forEach(json.putObject("logins")::put);
        return json.toString();
    }

    /** Empty for what somebody else wrote there. */
    private static Optional<SecretSet> read(String label) {
        try {
            JsonNode json = MAPPER.readTree(label);
            String salt = json.path("salt").asText("");
            boolean isOurs = salt.matches("(?:[0-9a-f]{2}){16,64}");
            return isOurs
                    ? Optional.of(new SecretSet(
                            salt, json.path("fingerprint").asText(""), texts(json, "versions"), texts(json, "logins")))
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static SortedMap<String, String> texts(JsonNode json, String field) {
        SortedMap<String, String> texts = new TreeMap<>();
        json.path(field)
                .properties()
                .forEach(text -> texts.put(text.getKey(), text.getValue().asText()));
        return texts;
    }
}
