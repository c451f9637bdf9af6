package io.jenkins.plugins.flaskbbswarm.jenkins.previews;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.jenkins.plugins.flaskbbswarm.preview.PreviewList;
import io.jenkins.plugins.flaskbbswarm.preview.config.Preview;
import io.jenkins.plugins.flaskbbswarm.preview.policy.PreviewSize;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.stream.Stream;

/**
 * How a preview was found on its swarm. Times as ISO 8601 writes them. An agent says it, so it is looked at here: what is
 * no time, no state or far too long is empty, and whoever shows the rest need not fear it.
 *
 * @param at when it was looked at
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record PreviewStatus(
        String address, String commit, String created, String expires, String state, PreviewSize size, String at) {
    private static final int LONGEST = 500;
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    PreviewStatus {
        address = text(address);
        commit = text(commit);
        created = time(created);
        expires = time(expires);
        at = time(at);
        state = isState(text(state)) ? state : "";
    }

    private static String text(String text) {
        return text == null || text.length() > LONGEST ? "" : text;
    }

    private static String time(String text) {
        try {
            Instant time = Instant.parse(text(text));
            return time.isBefore(Instant.EPOCH) || time.isAfter(LAST) ? "" : text;
        } catch (DateTimeParseException e) {
            return "";
        }
    }

    private static boolean isState(String text) {
        return Stream.of(Preview.State.values()).anyMatch(state -> state.name().equals(text));
    }

    static PreviewStatus of(PreviewList.Listed listed, Instant now) {
        Preview preview = listed.preview();
        return new PreviewStatus(
                preview.address(),
                preview.commit().orElse(""),
                preview.created().toString(),
                preview.expires().toString(),
                preview.state().name(),
                listed.size(),
                now.toString());
    }
}
