package io.jenkins.plugins.flaskbbswarm.preview;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.deploy.DeployConfig;
import io.jenkins.plugins.flaskbbswarm.deploy.Refused;
import io.jenkins.plugins.flaskbbswarm.images.BuildInputs;
import io.jenkins.plugins.flaskbbswarm.spec.DesiredStack;
import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;

import java.util.ArrayList;
import java.util.List;
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
            for (ImageReference base : BuildInputs.baseImages(image.build().build())) {
                if (isBehindOurLogin(base) && !isAllowed(base)) {
                    violations.add("The image " + image.key() + " is built on " + base.familiar()
                            + ", which wants this build's login (rule images); list it under preview.policy.images");
                }
            }
        }
        return violations;
    }

    private boolean isBehindOurLogin(ImageReference image) {
        return config.deploy()
                .registry()
                .filter(registry -> registry.address().equals(image.registry()))
                .isPresent();
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
     * @throws Refused if a program may act upon one of them
     */
    void checkBuilt(String image, JsonNode labels) {
        List<String> violations = new ArrayList<>();
        new LabelPolicy(
                        config.settings(),
                        (rule, what, remedy) ->
                                violations.add("The image " + image + " " + what + " (rule " + rule + "); " + remedy))
                .check(labels);
        if (!violations.isEmpty()) {
            throw new Refused(violations);
        }
    }
}
