package io.jenkins.plugins.flaskbbswarm.preview.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredStack;
import io.jenkins.plugins.flaskbbswarm.deploy.DeployConfig;
import io.jenkins.plugins.flaskbbswarm.deploy.InvalidRequestException;
import io.jenkins.plugins.flaskbbswarm.images.BuildInputs;
import io.jenkins.plugins.flaskbbswarm.images.IsolatedBuild;
import io.jenkins.plugins.flaskbbswarm.preview.config.PreviewConfig;
import io.jenkins.plugins.flaskbbswarm.stack.Fingerprint;
import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which images a preview may run and build on: its own and those that the policy lists. The login of the build opens
 * more than this pull request may see, and labels of a foreign image are nobody's to look at.
 */
final class ImagePolicy {
    private final PreviewConfig config;
    private final Set<String> own;

    ImagePolicy(PreviewConfig config) {
        this.config = config;
        this.own = config.deploy().images().stream()
                .map(image -> ImageReference.parse(image.name()).name())
                .collect(Collectors.toSet());
    }

    /** What is wrong with the images of a stack and with those that its own are built on, a sentence each. */
    List<String> violations(DesiredStack stack) {
        List<String> violations = new ArrayList<>();
        stack.services().stream()
                .filter(service -> !isAllowed(service.image()))
                .forEach(service -> violations.add("The service " + service.key() + " runs "
                        + service.image().familiar() + ", which is not built here (rule images); build it, or list it"
                        + " under preview.policy.images"));
        for (DeployConfig.Image image : config.deploy().images()) {
            checkRegistry(image, violations);
            checkDockerfile(image, violations);
        }
        return violations;
    }

    private void checkRegistry(DeployConfig.Image image, List<String> violations) {
        Optional<String> path =
                config.settings().registry().map(own -> own.address().replaceFirst("/+$", ""));
        boolean outside = path.filter(
                        own -> !ImageReference.parse(image.name()).name().startsWith(below(own)))
                .isPresent();
        if (outside) {
            violations.add("The image " + image.key() + " would be pushed as " + image.name()
                    + ", which is not below preview.registry, " + path.get()
                    + " (rule registry); begin its name with ${REGISTRY}/");
        }
    }

    /** How the full names of images begin that are below an address. */
    private static String below(String address) {
        String one = ImageReference.parse(address + "/x").name();
        return one.substring(0, one.length() - 1);
    }

    private void checkDockerfile(DeployConfig.Image image, List<String> violations) {
        String subject = "The image " + image.key();
        for (String frontend : BuildInputs.frontends(image.build().build())) {
            violations.add(subject + " has its Dockerfile read by " + frontend
                    + " (rule images); remove the line '# syntax=', or name docker/dockerfile there");
        }
        for (String base : BuildInputs.mentionedImages(image.build().build())) {
            Optional<ImageReference> known = imageOf(base);
            if (known.isEmpty()) {
                violations.add(subject + " is built on " + base
                        + ", which may be any image (rule images); write its name there without quotes or variables");
            } else if (isBehindOurLogin(known.get()) && !isAllowed(known.get())) {
                violations.add(subject + " is built on " + base
                        + ", which wants this build's login (rule images); list it under preview.policy.images");
            }
        }
    }

    /** What only the tag is unsure of is one image all the same, unless it looks like a registry's host and port. */
    private Optional<ImageReference> imageOf(String text) {
        String name = text.replaceFirst("[:@]\\$.*$", "");
        boolean mayBeHost = !name.equals(text) && !name.contains("/") && (name.contains(".") || isOurHost(name));
        try {
            return mayBeHost ? Optional.empty() : Optional.of(ImageReference.parse(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Official images are public. Where deploy.yml names no registry, there may be a login for any. */
    private boolean isBehindOurLogin(ImageReference image) {
        boolean official = image.registry().equals(ImageReference.DOCKER_HUB)
                && image.repository().startsWith("library/");
        return !official && isOurHost(image.registry());
    }

    private boolean isOurHost(String registry) {
        return config.deploy()
                .registry()
                .map(ours -> host(ours.address()).equals(host(registry)))
                .orElse(true);
    }

    /** Ports of one host may lead to one registry. */
    private static String host(String registry) {
        return registry.replaceFirst(":[0-9]+$", "").toLowerCase(Locale.ROOT);
    }

    private boolean isAllowed(ImageReference image) {
        String name = image.name();
        return own.contains(name)
                || config.settings().policy().images().stream().anyMatch(listed -> isListed(name, listed));
    }

    private static boolean isListed(String name, String listed) {
        if (!listed.endsWith("*")) {
            return name.equals(ImageReference.parse(listed).name());
        }
        String beginning =
                ImageReference.parse(listed.replaceFirst("\\*$", "x")).name();
        return listed.equals("*") || name.startsWith(beginning.substring(0, beginning.length() - 1));
    }

    /**
     * Looks at an image that was just built, which has the labels of what it is built on, too.
     *
     * @throws InvalidRequestException if a program may act upon one of them, or its health check runs too often
     */
    void checkBuilt(String image, JsonNode configuration) {
        List<String> violations = new ArrayList<>();
        checkHealth(image, configuration.path("Healthcheck"), violations);
        new LabelPolicy(
                        config.settings(),
                        (rule, what, remedy) ->
                                violations.add("The image " + image + " " + what + " (rule " + rule + "); " + remedy))
                .check(configuration.path("Labels"));
        if (!violations.isEmpty()) {
            throw new InvalidRequestException(violations);
        }
    }

    private static void checkHealth(String image, JsonNode health, List<String> violations) {
        for (String field : List.of("Interval", "StartInterval")) {
            long time = health.path(field).asLong();
            if (time != 0 && time < SizePolicy.SHORTEST.toNanos()) {
                violations.add("The image " + image
                        + " has a HEALTHCHECK more often than once a second (rule size); raise" + " its "
                        + (field.equals("Interval") ? "--interval" : "--start-interval") + " to 1s or more");
            }
        }
    }

    /** How the images of this pull request are built. Pull requests do not trust each other, either. */
    IsolatedBuild isolation() {
        MessageDigest sum = Fingerprint.sum();
        String change =
                config.settings().repository() + "\n" + config.pullRequest().number();
        sum.update(change.getBytes(StandardCharsets.UTF_8));
        return new IsolatedBuild("preview-" + Fingerprint.of(sum, 32), this::isAllowed, this::checkBase);
    }

    /**
     * Looks at a base image that was fetched: what it has for those who build on it is done in their builds.
     *
     * @throws InvalidRequestException if it takes files from another image
     */
    private void checkBase(ImageReference base, JsonNode configuration) {
        List<String> triggers = new ArrayList<>();
        configuration.path("OnBuild").forEach(trigger -> triggers.add(trigger.asText()));
        List<String> violations = BuildInputs.imagesOfTriggers(triggers).stream()
                .map(image -> "The image " + base.familiar() + " has an ONBUILD that takes files from " + image
                        + " (rule images); do that in the Dockerfile itself, or list " + base.name()
                        + " under preview.policy.images")
                .toList();
        if (!violations.isEmpty()) {
            throw new InvalidRequestException(violations);
        }
    }
}
