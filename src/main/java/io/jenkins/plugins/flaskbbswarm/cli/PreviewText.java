package io.jenkins.plugins.flaskbbswarm.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.preview.PreviewList;
import io.jenkins.plugins.flaskbbswarm.preview.config.Preview;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Previews for people and for programs. */
final class PreviewText {
    private final Instant now;

    PreviewText(Clock clock) {
        this.now = clock.instant();
    }

    /** A block of lines for each preview. */
    String table(List<PreviewList.Listed> previews) {
        return previews.isEmpty()
                ? "There are no previews."
                : previews.stream().map(this::lines).collect(Collectors.joining(System.lineSeparator()));
    }

    private String lines(PreviewList.Listed listed) {
        Preview preview = listed.preview();
        return String.join(
                System.lineSeparator(),
                preview + ", " + preview.state().name().toLowerCase(Locale.ROOT) + ", "
                        + words(Duration.between(preview.created(), now)) + " old, " + end(preview),
                "    " + preview.address(),
                "    " + listed.size(),
                "    by " + preview.build()
                        + preview.commit().map(commit -> ", commit " + commit).orElse(""));
    }

    private String end(Preview preview) {
        return preview.hasExpired(now) ? "expired" : "expires in " + words(Duration.between(now, preview.expires()));
    }

    /** {@code 3 d}, {@code 5 h}, {@code 12 min}. */
    private static String words(Duration duration) {
        if (duration.toHours() >= 48) {
            return duration.toDays() + " d";
        }
        return duration.toMinutes() >= 120 ? duration.toHours() + " h" : duration.toMinutes() + " min";
    }

    String json(List<PreviewList.Listed> previews) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        previews.forEach(listed -> all.add(json(listed)));
        return all.toPrettyString();
    }

    private ObjectNode json(PreviewList.Listed listed) {
        Preview preview = listed.preview();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("stack", preview.stack().name());
        json.put("repository", preview.repository());
        json.put("pullRequest", preview.pullRequest());
        preview.commit().ifPresent(commit -> json.put("commit", commit));
        json.put("build", preview.build());
        json.put("state", preview.state().name().toLowerCase(Locale.ROOT));
        json.put("created", preview.created().toString());
        json.put("expires", preview.expires().toString());
        json.put("address", preview.address());
        preview.database().ifPresent(name -> json.put("database", name));
        preview.redis().ifPresent(number -> json.put("redis", number));
        json.put("services", listed.size().services());
        json.put("tasks", listed.size().tasks());
        json.put("nanoCpus", listed.size().nanoCpus());
        json.put("memory", listed.size().memory());
        return json;
    }
}
