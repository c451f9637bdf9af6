package io.jenkins.plugins.flaskbbswarm.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.plan.References;
import io.jenkins.plugins.flaskbbswarm.release.Release;
import io.jenkins.plugins.flaskbbswarm.text.Sensitive;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Releases for people and for programs. */
final class ReleaseText {
    private ReleaseText() {}

    /** One among others. */
    static String line(Release release) {
        return String.format(
                "%4d  %s  %-9s  %s  %s",
                release.number(), release.time(), outcome(release), release.by(), Sensitive.text(release.message()));
    }

    static List<String> lines(Release release) {
        List<String> lines = new ArrayList<>();
        lines.add("release " + release.number() + ", " + outcome(release) + " at " + release.time() + ", by "
                + release.by());
        release.services().forEach((name, spec) -> {
            lines.add("service " + name + ": " + image(spec));
            References.of(spec).forEach(version -> lines.add("    uses " + version));
        });
        release.migration().ifPresent(migration -> {
            lines.add("migration " + migration.job());
            migration.log().forEach(line -> lines.add("    " + Sensitive.text(line)));
        });
        return lines;
    }

    /** What {@link #line} says of each. */
    static String json(List<Release> releases) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        releases.forEach(release -> all.add(summary(release)));
        return all.toPrettyString();
    }

    /** What {@link #lines} say. */
    static String json(Release release) {
        ObjectNode json = summary(release);
        ObjectNode services = json.putObject("services");
        release.services().forEach((name, spec) -> {
            ObjectNode service = services.putObject(name).put("image", image(spec));
            References.of(spec).forEach(service.putArray("uses")::add);
        });
        release.migration().ifPresent(migration -> {
            ObjectNode job = json.putObject("migration").put("job", migration.job());
            migration.log().stream().map(Sensitive::text).forEach(job.putArray("log")::add);
        });
        return json.toPrettyString();
    }

    private static ObjectNode summary(Release release) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("number", release.number())
                .put("time", release.time())
                .put("outcome", outcome(release))
                .put("by", release.by())
                .put("message", Sensitive.text(release.message()));
    }

    private static String outcome(Release release) {
        return release.outcome().name().toLowerCase(Locale.ROOT);
    }

    private static String image(JsonNode spec) {
        return spec.at("/TaskTemplate/ContainerSpec/Image").asText();
    }
}
