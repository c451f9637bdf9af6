package io.jenkins.plugins.flaskbbswarm.engine;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The last messages of a push, as engines sent them. */
class PushDigestTest {
    private static final String DIGEST = "sha256:" + "52e1".repeat(16);

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            20.10, its own image store  | {"status":"1: digest: DIGEST size: 528"} | {"progressDetail":{},"aux":{"Tag":"1","Digest":"DIGEST","Size":528}}
            28.5, containerd's          | {"status":"Layer already exists","progressDetail":{},"id":"62556146a734"} | {"status":"1: digest: DIGEST size: 405"}
            """)
    void isFoundInWhateverComesLast(String engine, String first, String last) throws Exception {
        assertThat(digest(first, last)).isEqualTo(DIGEST);
    }

    @Test
    void aPushWithoutOneHasFailed() {
        assertThatThrownBy(
                        () -> digest("{\"status\":\"The push refers to repository [r.io/digest: sha256:00 size: 1]\"}"))
                .isInstanceOf(EngineException.Failed.class)
                .hasMessageStartingWith("pushing r.io/app:1 ended without a digest");
    }

    private static String digest(String... messages) throws Exception {
        PushDigest digest = new PushDigest();
        for (String message : messages) {
            digest.accept(Json.MAPPER.readTree(message.replace("DIGEST", DIGEST)));
        }
        return digest.get("r.io/app:1");
    }
}
