package io.jenkins.plugins.flaskbbswarm.preview.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.preview.config.PreviewSettings;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which labels a preview may have. Programs that watch a swarm or its containers act upon labels, so only those are
 * allowed that are known to do nothing, that the policy lists, or that ask Traefik for the preview's own requests.
 */
final class LabelPolicy {
    /** Descriptions for people. Nothing is known to act upon them. */
    private static final Pattern DESCRIPTION = Pattern.compile(
            "maintainer|description|version|vendor|org\\.opencontainers\\.image\\.[a-z.]+|org\\.label-schema\\.[a-z.-]+");

    /** What the docker CLI and we set on whatever we convert. */
    private static final Set<String> OF_THE_CONVERSION = Set.of("com.docker.stack.image");

    /** Patterns take much longer for what is much longer. */
    private static final int LONGEST = 4096;

    private static final int SHOWN = 100;

    private static final String TRAEFIK = "traefik.";

    private final PreviewSettings settings;
    private final TraefikPolicy traefik;
    private final Refusals refusals;

    LabelPolicy(PreviewSettings settings, Refusals refusals) {
        this.settings = settings;
        this.refusals = refusals;
        this.traefik = new TraefikPolicy(settings, refusals);
    }

    /** @param labels an object of texts, or nothing */
    void check(JsonNode labels) {
        labels.properties()
                .forEach(label -> check(label.getKey(), label.getValue().asText()));
    }

    private void check(String label, String value) {
        if (label.length() + value.length() > LONGEST) {
            refusals.refuse(
                    "labels",
                    "has a label longer than " + LONGEST + " characters, "
                            + label.substring(0, Math.min(SHOWN, label.length())),
                    "shorten it");
            return;
        }
        // Readers differ in whether case matters; to whom it does not, any spelling is the label.
        String name = label.toLowerCase(Locale.ROOT);
        if (name.equals(Namespace.LABEL)) {
            if (!label.equals(name) || !value.equals(settings.stack().name())) {
                refuseForeign(label);
            }
        } else if (name.startsWith("io.jenkins.flaskbb-swarm.")) {
            refuseForeign(label);
        } else if (name.equals("traefik") || name.startsWith(TRAEFIK)) {
            traefik.check(label, value);
        } else if (!isHarmless(label)) {
            refusals.refuse(
                    "labels",
                    "has the label " + label + ", which a program that watches labels may act upon",
                    "remove it, or list it under preview.policy.labels");
        }
    }

    private void refuseForeign(String label) {
        refusals.refuse("stacks", "has the label " + label + " of another stack or of ours", "remove it");
    }

    private boolean isHarmless(String label) {
        return OF_THE_CONVERSION.contains(label)
                || DESCRIPTION.matcher(label).matches()
                || settings.policy().labels().stream().anyMatch(listed -> isListed(label, listed));
    }

    /** {@code prometheus.*} lists all whose names begin with {@code prometheus.}. */
    private static boolean isListed(String label, String listed) {
        return listed.endsWith(".*")
                ? label.startsWith(listed.substring(0, listed.length() - 1))
                : label.equals(listed);
    }
}
