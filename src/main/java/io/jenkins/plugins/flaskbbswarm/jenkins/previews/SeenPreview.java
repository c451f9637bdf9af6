package io.jenkins.plugins.flaskbbswarm.jenkins.previews;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.jenkins.plugins.flaskbbswarm.preview.Preview;
import io.jenkins.plugins.flaskbbswarm.preview.PreviewList;
import io.jenkins.plugins.flaskbbswarm.preview.PreviewSize;

import java.time.Instant;

/**
 * How a preview was found on its swarm. Times as ISO 8601 writes them.
 *
 * @param at when it was looked at
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record SeenPreview(
        String address, String commit, String created, String expires, String state, PreviewSize size, String at) {
    static SeenPreview of(PreviewList.Listed listed, Instant now) {
        Preview preview = listed.preview();
        return new SeenPreview(
                preview.address(),
                preview.commit().orElse(""),
                preview.created().toString(),
                preview.expires().toString(),
                preview.state().name(),
                listed.size(),
                now.toString());
    }
}
