package io.jenkins.plugins.flaskbbswarm.cli;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

import static org.assertj.core.api.Assertions.assertThat;

/** The search finds what it is to find, or its silence would say nothing. */
class CanariesTest {
    private final Canaries canaries = new Canaries();

    @BeforeEach
    void plant() {
        canaries.add("it", "hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password=hunter2&x",
                "Basic aHVudGVyMg==",
                "68756e74657232",
                "f52fbd32b2b3b86ff88ef6c490628285f482af15ddcb29541f94bcf526a3f6c7"
            })
    void findsEachSpelling(String text) {
        assertThat(canaries.in(text)).isPresent();
    }

    @Test
    void findsThemAcrossTheBoundsOfChunks() throws IOException {
        byte[] stream = (" ".repeat((1 << 20) - 3) + "hunter2" + " ".repeat(100)).getBytes(StandardCharsets.US_ASCII);
        assertThat(canaries.in(new ByteArrayInputStream(stream))).contains("it");
        assertThat(canaries.in(new ByteArrayInputStream(new byte[3 << 20]))).isEmpty();
    }
}
