package io.jenkins.plugins.flaskbbswarm.images;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Layers on their way, as the engine tells it many times a second and we a few times in all. */
class LayerProgressTest {
    private final List<Event> told = new ArrayList<>();
    private final LayerProgress progress = new LayerProgress("r:5000/app:1", told::add);

    @Test
    void aPush() throws Exception {
        replay("""
                {"status":"The push refers to repository [r:5000/app]"}
                {"status":"Preparing","progressDetail":{},"id":"aaa"}
                {"status":"Preparing","progressDetail":{},"id":"bbb"}
                {"status":"Waiting","progressDetail":{},"id":"bbb"}
                {"status":"Pushing","progressDetail":{"current":37888,"total":1982347},"id":"aaa"}
                {"status":"Layer already exists","progressDetail":{},"id":"bbb"}
                {"status":"Pushing","progressDetail":{"current":1184768,"total":1982347},"id":"aaa"}
                {"status":"Mounted from base","progressDetail":{},"id":"ccc"}
                {"status":"Pushing","progressDetail":{"current":1996800},"id":"aaa"}
                {"status":"Pushed","progressDetail":{},"id":"aaa"}
                {"status":"1: digest: sha256:00 size: 527"}
                {"progressDetail":{},"aux":{"Tag":"1","Digest":"sha256:00","Size":527}}
                """);
        assertThat(told)
                .containsExactly(
                        new Event.Progress("r:5000/app:1", "layer aaa pushing 2.0 MB"),
                        new Event.Progress("r:5000/app:1", "layer ccc mounted from base"),
                        new Event.Progress("r:5000/app:1", "layer aaa pushed"));
        assertThat(progress.summary()).isEqualTo("2 layers (2.0 MB), 1 already exist");
    }

    @Test
    void aPull() throws Exception {
        replay("""
                {"status":"Pulling from app","id":"1"}
                {"status":"Pulling fs layer","progressDetail":{},"id":"aaa"}
                {"status":"Already exists","progressDetail":{},"id":"bbb"}
                {"status":"Downloading","progressDetail":{"current":1,"total":52000000},"id":"aaa"}
                {"status":"Downloading","progressDetail":{"current":9,"total":52000000},"id":"aaa"}
                {"status":"Verifying Checksum","progressDetail":{},"id":"aaa"}
                {"status":"Download complete","progressDetail":{},"id":"aaa"}
                {"status":"Extracting","progressDetail":{"current":1,"total":52000000},"id":"aaa"}
                {"status":"Pull complete","progressDetail":{},"id":"aaa"}
                {"status":"Digest: sha256:00"}
                """);
        assertThat(told)
                .containsExactly(
                        new Event.Progress("r:5000/app:1", "layer aaa downloading 52.0 MB"),
                        new Event.Progress("r:5000/app:1", "layer aaa pull complete"));
        assertThat(progress.summary()).isEqualTo("1 layers (52.0 MB), 1 already exist");
    }

    private void replay(String messages) throws Exception {
        for (String line : messages.lines().toList()) {
            progress.accept(new ObjectMapper().readTree(line));
        }
    }
}
