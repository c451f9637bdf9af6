package io.jenkins.plugins.flaskbbswarm.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredObject;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredStack;
import io.jenkins.plugins.flaskbbswarm.convert.PinnedSpecs;
import io.jenkins.plugins.flaskbbswarm.convert.SecretFingerprint;
import io.jenkins.plugins.flaskbbswarm.stack.Content;
import io.jenkins.plugins.flaskbbswarm.stack.Fingerprint;
import io.jenkins.plugins.flaskbbswarm.stack.Labels;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * Gives each secret and config of a stack the name of its version, {@code <stack>_<key>-<12 hex digits>}, so that a
 * changed value is another object: the engine does not let an object's data change. What the swarm has already is found
 * again and kept. An object that the stack file names is called so, since others may refer to it, unless that name is
 * taken by other content. What a driver provides has no versions. A service is labelled with the
 * version of its registry login.
 */
public final class Versioning {
    /** How many characters a version adds to a name. */
    static final int SUFFIX_LENGTH = 13;

    private static final String NO_VERSION = "0".repeat(SUFFIX_LENGTH - 1);

    /** The engine takes names of secrets and configs of at most so many characters. */
    static final int LONGEST_NAME = 64;

    private static final int SHORTENED_BY = 9;

    private final DesiredStack stack;
    private final SwarmInventory observed;
    private final IntFunction<byte[]> random;

    private final BiFunction<Content, String, String> fingerprint;
    private SecretSet unchanged = SecretSet.NONE;

    /** @param random makes that many unpredictable bytes, for salts and generated secrets */
    public Versioning(DesiredStack stack, SwarmInventory observed, IntFunction<byte[]> random) {
        this(stack, observed, random, SecretFingerprint::of);
    }

    Versioning(
            DesiredStack stack,
            SwarmInventory observed,
            IntFunction<byte[]> random,
            BiFunction<Content, String, String> fingerprint) {
        this.stack = stack;
        this.observed = observed;
        this.random = random;
        this.fingerprint = fingerprint;
    }

    /**
     * For a look at what a first deployment would send: secrets get a version of nothing but zeros, since the salt of a
     * real one cannot be known, and a fingerprint takes its time.
     */
    public static DesiredStack forShow(DesiredStack stack) {
        return new Versioning(stack, SwarmInventory.NOTHING, byte[]::new, (value, salt) -> NO_VERSION).versioned();
    }

    /**
     * The stack with versions for names. An object of ours without content is a secret to be generated: it keeps the
     * version that the swarm has, or gets 32 random bytes in hex.
     */
    public DesiredStack versioned() {
        unchanged = unchanged();
        List<DesiredObject> secrets =
                stack.secrets().parallelStream().map(this::secret).toList();
        List<DesiredObject> configs = stack.configs().stream().map(this::config).toList();
        return new DesiredStack(
                stack.namespace(),
                stack.networks(),
                secrets,
                configs,
                new LoginLabels(observed, random, fingerprint, unchangedLogins())
                        .on(PinnedSpecs.renamed(
                                stack.services(), names(stack.secrets(), secrets), names(stack.configs(), configs))));
    }

    private static Map<String, String> names(List<DesiredObject> before, List<DesiredObject> after) {
        Map<String, String> names = new HashMap<>();
        for (int i = 0; i < before.size(); i++) {
            names.put(before.get(i).name(), after.get(i).name());
        }
        return names;
    }

    private DesiredObject config(DesiredObject config) {
        if (config.isExternal() || config.hasDriver()) {
            return config;
        }
        Content content = config.content().orElseThrow();
        ObjectNode body = config.body().orElseThrow();
        DesiredObject version = named(config, sha256(body.path("Templating").toString(), content), Map.of(), content);
        Optional<SwarmInventory.Item> present = atItsName(config, observed.configs());
        boolean same = present.filter(item -> isSameForm(item, body))
                .filter(item -> bytes(item).equals(content))
                .isPresent();
        return same || isFree(config, present, observed.configs(), version) ? underItsName(config, version) : version;
    }

    private DesiredObject secret(DesiredObject secret) {
        if (secret.isExternal() || secret.hasDriver()) {
            return secret;
        }
        if (secret.content().isEmpty()) {
            return generated(secret);
        }
        Content value = secret.content().get();
        Optional<SwarmInventory.Item> present = atItsName(secret, observed.secrets());
        Optional<DesiredObject> kept = present.flatMap(item -> kept(secret, item, value));
        if (kept.isPresent()) {
            return kept.get();
        }
        DesiredObject version = given(secret, value);
        boolean taken = observed.secrets().containsKey(version.name()) && !exists(version);
        DesiredObject free = taken ? withNewSalt(secret, value) : version;
        return isFree(secret, present, observed.secrets(), free) ? underItsName(secret, free) : free;
    }

    /** What has the name that the stack file gives an object. */
    private static Optional<SwarmInventory.Item> atItsName(
            DesiredObject object, Map<String, SwarmInventory.Item> items) {
        return object.isNamed() ? Optional.ofNullable(items.get(object.name())) : Optional.empty();
    }

    /** Whether an object may get the name that its stack file gives it: not if there is a version of it already. */
    private static boolean isFree(
            DesiredObject object,
            Optional<SwarmInventory.Item> present,
            Map<String, SwarmInventory.Item> items,
            DesiredObject version) {
        return object.isNamed() && present.isEmpty() && !items.containsKey(version.name());
    }

    /** The secret by its own name, if what has that name is known to have the same value. */
    private Optional<DesiredObject> kept(DesiredObject secret, SwarmInventory.Item item, Content value) {
        String salt = item.labels().getOrDefault(Labels.SALT, "");
        String version = item.labels().getOrDefault(Labels.VERSION, "");
        boolean same = !salt.isEmpty()
                && isSameForm(item, secret.body().orElseThrow())
                && (item.name().equals(unchanged.versions().get(secret.name()))
                        || fingerprint.apply(value, salt).equals(version));
        return same
                ? Optional.of(underItsName(secret, named(secret, version, Map.of(Labels.SALT, salt), value)))
                : Optional.empty();
    }

    private static DesiredObject underItsName(DesiredObject object, DesiredObject version) {
        ObjectNode body = version.body().orElseThrow().deepCopy();
        String name = version.name();
        body.put("Name", object.name());
        body.withObject("/Labels").put(Labels.VERSION, name.substring(name.lastIndexOf('-') + 1));
        return new DesiredObject(object.key(), object.name(), Optional.of(body), version.content(), true);
    }

    private boolean exists(DesiredObject secret) {
        SwarmInventory.Item item = observed.secrets().get(secret.name());
        return item != null && isSameForm(item, secret.body().orElseThrow());
    }

    /** Whether an object is resolved by the same template engine, if by any. */
    private static boolean isSameForm(SwarmInventory.Item item, ObjectNode body) {
        return item.spec().at("/Templating/Name").equals(body.at("/Templating/Name"));
    }

    private static Content bytes(SwarmInventory.Item config) {
        try {
            return Content.of(
                    Base64.getDecoder().decode(config.spec().path("Data").asText()));
        } catch (IllegalArgumentException e) {
            return Content.of(new byte[0]); // no engine gives such, and nothing that is wanted is equal to it
        }
    }

    private DesiredObject withNewSalt(DesiredObject secret, Content value) {
        String salt = newSalt();
        return named(secret, fingerprint.apply(value, salt), Map.of(Labels.SALT, salt), value);
    }

    /**
     * The versions of the given secrets and the labels of the logins, if all are those of a kept release: of the one whose
     * versions the services use, so that after a rollback it is not the newest.
     */
    private SecretSet unchanged() {
        Map<String, Content> values = new HashMap<>();
        stack.secrets().stream().filter(secret -> !secret.isExternal()).forEach(secret -> secret.content()
                .ifPresent(value -> values.put(secret.name(), value)));
        Map<String, Content> logins = LoginLabels.logins(stack.services());
        Set<String> used = used();
        return SecretSet.kept(observed, stack.namespace()).stream()
                .filter(set -> set.isOfNames(values.keySet(), logins.keySet()))
                .filter(set -> set.versions().entrySet().stream().allMatch(this::isThere))
                .max(Comparator.comparingLong(set ->
                        set.versions().values().stream().filter(used::contains).count()))
                .filter(set -> set.isOf(values, logins))
                .orElse(SecretSet.NONE);
    }

    /** The secrets that the services use now. */
    private Set<String> used() {
        return observed.services().values().stream()
                .flatMap(service -> References.of(service.spec()).stream())
                .collect(Collectors.toSet());
    }

    private Map<Content, String> unchangedLogins() {
        Map<Content, String> labels = new HashMap<>();
        Map<String, Content> logins = LoginLabels.logins(stack.services());
        unchanged.logins().forEach((registry, label) -> labels.put(logins.get(registry), label));
        return labels;
    }

    private boolean isThere(Map.Entry<String, String> version) {
        return Optional.ofNullable(observed.secrets().get(version.getValue()))
                .filter(item -> item.labels().containsKey(Labels.SALT))
                .flatMap(item -> item.versionOf(stack.namespace()))
                .equals(Optional.of(version.getKey()));
    }

    private DesiredObject given(DesiredObject secret, Content value) {
        String name = unchanged.versions().getOrDefault(secret.name(), secret.name());
        if (!name.equals(secret.name())) {
            String salt = observed.secrets().get(name).labels().get(Labels.SALT);
            return named(secret, name.substring(name.lastIndexOf('-') + 1), Map.of(Labels.SALT, salt), value);
        }
        List<String> salts = versionsOf(secret).stream()
                .map(item -> item.labels().get(Labels.SALT))
                .filter(salt -> salt != null)
                .distinct()
                .toList();
        Optional<DesiredObject> present = salts.stream()
                .map(salt -> named(secret, fingerprint.apply(value, salt), Map.of(Labels.SALT, salt), value))
                .filter(this::exists)
                .findFirst();
        return present.orElseGet(() -> {
            String salt = salts.isEmpty() ? newSalt() : salts.get(0);
            return named(secret, fingerprint.apply(value, salt), Map.of(Labels.SALT, salt), value);
        });
    }

    private DesiredObject generated(DesiredObject secret) {
        Optional<SwarmInventory.Item> present = versionsOf(secret).stream().findFirst();
        if (present.isPresent()) {
            return new DesiredObject(
                    secret.key(), present.get().name(), secret.body(), Optional.of(Content.EMPTY), secret.isNamed());
        }
        Content value = Content.of(
                HexFormat.of().formatHex(random.apply(32)).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        String salt = newSalt();
        Map<String, String> labels = Map.of(Labels.SALT, salt, Labels.GENERATED, "true");
        return named(secret, fingerprint.apply(value, salt), labels, value);
    }

    /** What the record of a release keeps to find its secrets unchanged; empty if there is nothing to keep. */
    public static Map<String, String> labels(
            DesiredStack versioned, SwarmInventory observed, IntFunction<byte[]> random) {
        String salt = HexFormat.of().formatHex(random.apply(SecretFingerprint.SALT_BYTES));
        return SecretSet.of(versioned, SecretSet.kept(observed, versioned.namespace()), salt)
                .map(set -> Map.of(Labels.SECRETS, set.label()))
                .orElse(Map.of());
    }

    /** The versions that the swarm has of an object, newest first. */
    private List<SwarmInventory.Item> versionsOf(DesiredObject object) {
        return observed.secrets().values().stream()
                .filter(item -> item.versionOf(stack.namespace()).equals(Optional.of(object.name())))
                .sorted(Comparator.comparing(SwarmInventory.Item::created).reversed())
                .toList();
    }

    private static DesiredObject named(
            DesiredObject object, String version, Map<String, String> labels, Content content) {
        String name = fitting(object.name()) + "-" + version;
        ObjectNode body = object.body().orElseThrow().deepCopy();
        body.put("Name", name);
        ObjectNode all = body.withObject("/Labels");
        all.put(Labels.OBJECT, object.name());
        labels.forEach(all::put);
        return new DesiredObject(object.key(), name, Optional.of(body), Optional.of(content), object.isNamed());
    }

    /** With room for a version: of a long name its beginning, and digits that tell it from others that begin so. */
    private static String fitting(String name) {
        int longest = LONGEST_NAME - SUFFIX_LENGTH;
        return name.length() <= longest
                ? name
                : name.substring(0, longest - SHORTENED_BY) + "-" + Fingerprint.of(name, SHORTENED_BY - 1);
    }

    private String newSalt() {
        return HexFormat.of().formatHex(random.apply(SecretFingerprint.SALT_BYTES));
    }

    private static String sha256(String templating, Content content) {
        MessageDigest sum = Fingerprint.sum();
        sum.update(templating.getBytes(StandardCharsets.UTF_8));
        sum.update(content.bytes());
        return Fingerprint.of(sum, 12);
    }
}
