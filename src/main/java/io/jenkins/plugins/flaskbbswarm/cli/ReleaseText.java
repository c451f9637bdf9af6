package io.jenkins.plugins.flaskbbswarm.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.plan.References;
import io.jenkins.plugins.flaskbbswarm.rollout.Release;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A release in lines for a person. */
final class ReleaseText {
    private ReleaseText() {}

    static List<String> of(Release release) {
        List<String> lines = new ArrayList<>();
        lines.add("release " + release.number() + ", "
                + release.outcome().name().toLowerCase(Locale.ROOT) + " at " + release.time() + ", by " + release.by());
        release.services().forEach((name, spec) -> {
            lines.add("service " + name + ": " + image(spec));
            References.of(spec).forEach(version -> lines.add("    uses " + version));
        });
        release.migration().ifPresent(migration -> {
            lines.add("migration " + migration.job());
            migration.log().forEach(line -> lines.add("    " + line));
        });
        return lines;
    }

    private static String image(JsonNode spec) {
        return spec.at("/TaskTemplate/ContainerSpec/Image").asText();
    }
}
