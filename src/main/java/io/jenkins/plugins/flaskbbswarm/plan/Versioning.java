package io.jenkins.plugins.flaskbbswarm.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.spec.DesiredObject;
import io.jenkins.plugins.flaskbbswarm.spec.DesiredStack;
import io.jenkins.plugins.flaskbbswarm.spec.PinnedSpecs;
import io.jenkins.plugins.flaskbbswarm.spec.SecretFingerprint;
import io.jenkins.plugins.flaskbbswarm.stack.Content;
import io.jenkins.plugins.flaskbbswarm.stack.Fingerprint;
import io.jenkins.plugins.flaskbbswarm.stack.Labels;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.IntFunction;

/**
 * Gives each secret and config of a stack the name of its version, {@code <stack>_<key>-<12 hex digits>}, so that a
 * changed value is another object: the engine does not let an object's data change. What the swarm has already is found
 * again and kept.
 */
public final class Versioning {
    /** How many characters a version adds to a name. */
    static final int SUFFIX_LENGTH = 13;

    private static final String NO_VERSION = "0".repeat(SUFFIX_LENGTH - 1);

    private final DesiredStack stack;
    private final Observed observed;
    private final IntFunction<byte[]> random;

    private final BiFunction<Content, String, String> fingerprint;
    private Map<String, String> unchanged = Map.of();

    /** @param random makes that many unpredictable bytes, for salts and generated secrets */
    public Versioning(DesiredStack stack, Observed observed, IntFunction<byte[]> random) {
        this(stack, observed, random, SecretFingerprint::of);
    }

    Versioning(
            DesiredStack stack,
            Observed observed,
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
        return new Versioning(stack, Observed.NOTHING, byte[]::new, (value, salt) -> NO_VERSION).versioned();
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
                PinnedSpecs.renamed(
                        stack.services(), names(stack.secrets(), secrets), names(stack.configs(), configs)));
    }

    private static Map<String, String> names(List<DesiredObject> before, List<DesiredObject> after) {
        Map<String, String> names = new HashMap<>();
        for (int i = 0; i < before.size(); i++) {
            names.put(before.get(i).name(), after.get(i).name());
        }
        return names;
    }

    private DesiredObject config(DesiredObject config) {
        if (config.isExternal()) {
            return config;
        }
        ObjectNode body = config.body().orElseThrow();
        String version =
                sha256(body.path("Templating").toString(), config.content().orElseThrow());
        return named(config, version, Map.of(), config.content().orElseThrow());
    }

    private DesiredObject secret(DesiredObject secret) {
        if (secret.isExternal()) {
            return secret;
        }
        return secret.content().isPresent() ? given(secret, secret.content().get()) : generated(secret);
    }

    /** The versions of the given secrets, by the names without them, if all are those of the newest release. */
    private Map<String, String> unchanged() {
        Map<String, Content> values = new HashMap<>();
        stack.secrets().stream().filter(secret -> !secret.isExternal()).forEach(secret -> secret.content()
                .ifPresent(value -> values.put(secret.name(), value)));
        return SecretSet.newest(observed, stack.namespace())
                .filter(set -> set.versions().entrySet().stream().allMatch(this::isThere))
                .filter(set -> set.isOf(values))
                .<Map<String, String>>map(SecretSet::versions)
                .orElse(Map.of());
    }

    private boolean isThere(Map.Entry<String, String> version) {
        return Optional.ofNullable(observed.secrets().get(version.getValue()))
                .filter(item -> item.name().startsWith(version.getKey() + "-"))
                .filter(item -> item.labels().containsKey(Labels.SALT))
                .flatMap(item -> item.versionOf(stack.namespace()))
                .equals(Optional.of(version.getKey()));
    }

    private DesiredObject given(DesiredObject secret, Content value) {
        if (unchanged.containsKey(secret.name())) {
            String name = unchanged.get(secret.name());
            String salt = observed.secrets().get(name).labels().get(Labels.SALT);
            return named(secret, name.substring(secret.name().length() + 1), Map.of(Labels.SALT, salt), value);
        }
        List<String> salts = versionsOf(secret).stream()
                .map(item -> item.labels().get(Labels.SALT))
                .filter(salt -> salt != null)
                .distinct()
                .toList();
        Optional<DesiredObject> present = salts.stream()
                .map(salt -> named(secret, fingerprint.apply(value, salt), Map.of(Labels.SALT, salt), value))
                .filter(version -> observed.secrets().containsKey(version.name()))
                .findFirst();
        return present.orElseGet(() -> {
            String salt = salts.isEmpty() ? newSalt() : salts.get(0);
            return named(secret, fingerprint.apply(value, salt), Map.of(Labels.SALT, salt), value);
        });
    }

    private DesiredObject generated(DesiredObject secret) {
        Optional<Observed.Item> present = versionsOf(secret).stream().findFirst();
        if (present.isPresent()) {
            return new DesiredObject(
                    secret.key(), present.get().name(), secret.body(), Optional.of(Content.of(new byte[0])));
        }
        Content value = Content.of(
                HexFormat.of().formatHex(random.apply(32)).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        String salt = newSalt();
        Map<String, String> labels = Map.of(Labels.SALT, salt, Labels.GENERATED, "true");
        return named(secret, fingerprint.apply(value, salt), labels, value);
    }

    /** What the record of a release keeps to find its secrets unchanged; empty if there is nothing to keep. */
    public static Map<String, String> labels(DesiredStack versioned, Observed observed, IntFunction<byte[]> random) {
        String salt = HexFormat.of().formatHex(random.apply(SecretFingerprint.SALT_BYTES));
        return SecretSet.of(versioned, SecretSet.newest(observed, versioned.namespace()), salt)
                .map(set -> Map.of(Labels.SECRETS, set.label()))
                .orElse(Map.of());
    }

    /** The versions that the swarm has of an object, newest first. */
    private List<Observed.Item> versionsOf(DesiredObject object) {
        return observed.secrets().values().stream()
                .filter(item -> item.versionOf(stack.namespace()).equals(Optional.of(object.name())))
                .sorted(Comparator.comparing(Observed.Item::created).reversed())
                .toList();
    }

    private static DesiredObject named(
            DesiredObject object, String version, Map<String, String> labels, Content content) {
        String name = object.name() + "-" + version;
        ObjectNode body = object.body().orElseThrow().deepCopy();
        body.put("Name", name);
        ObjectNode all = body.withObject("/Labels");
        all.put(Labels.OBJECT, object.name());
        labels.forEach(all::put);
        return new DesiredObject(object.key(), name, Optional.of(body), Optional.of(content));
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
