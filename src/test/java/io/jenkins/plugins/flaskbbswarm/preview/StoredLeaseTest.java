package io.jenkins.plugins.flaskbbswarm.preview;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.flaskbbswarm.preview.config.PreviewLabels;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** The labels of leases that earlier versions made are read: {@code docs/compatibility.md}. */
class StoredLeaseTest {
    @Test
    void aLease() throws IOException {
        Map<String, String> labels = new ObjectMapper()
                .readValue(Path.of("src/test/resources/formats/1/lease.json").toFile(), new TypeReference<>() {});

        assertThat(PreviewLabels.read(labels)).isEqualTo(SamplePreview.withRedis(3));
    }
}
