package io.jenkins.plugins.flaskbbswarm.text;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BoundedFileTest {
    @Test
    void aFileWithoutAnEndIsRefused() {
        assertThatThrownBy(() -> BoundedFile.read(Path.of("/dev/zero")))
                .isInstanceOf(IOException.class)
                .hasMessageMatching("it is larger than \\d+ KiB");
    }
}
