package io.jenkins.plugins.flaskbbswarm.images;

import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ImageBuildTest {
    @TempDir
    private Path root;

    @Test
    void tagsOnceInOrderAndNoValueShown() {
        ImageBuild build =
                of("2", "1", "2").buildArgs(Map.of("TOKEN", "canary")).build();
        assertThat(build.firstTag()).hasToString("r:5000/app:2");
        assertThat(build.tags()).containsExactly("2", "1");
        assertThat(build).asString().contains("TOKEN").doesNotContain("canary");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a b",
                "-x",
                "a/b",
                "ü",
                "src-0123456789abcdef",
                "src-0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
            })
    void noTag(String tag) {
        assertThatThrownBy(() -> of(tag).build()).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noTags() {
        assertThatThrownBy(() -> of().build()).hasMessage("the image r:5000/app needs at least one tag");
    }

    @Test
    void allThatMakesAnImageMakesItsSourceHash() throws IOException {
        Files.writeString(root.resolve("Dockerfile"), "FROM a");
        Files.writeString(root.resolve("Dockerfile.x"), "FROM a");
        List<ImageBuild> different = List.of(
                of("1").build(),
                of("1").dockerfile("Dockerfile.x").build(),
                of("1").target("t").build(),
                of("1").platform("t").build(),
                of("1").buildArgs(Map.of("A", "1")).build(),
                of("1").buildArgs(Map.of("A", "", "1", "")).build(),
                of("1").buildArgs(Map.of("A1", "")).build());
        List<String> hashes = different.stream().map(this::hash).toList();
        assertThat(hashes).doesNotHaveDuplicates().allMatch(hash -> hash.matches("[0-9a-f]{64}"));

        assertThat(hash(of("2", "3").labels(Map.of("build", "17")).noCache(true).build()))
                .as("names and labels do not count")
                .isEqualTo(hashes.get(0));
        assertThat(new SourceHash(hashes.get(0)).tag()).isEqualTo("src-" + hashes.get(0));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "DB_PASSWORD, true",
        "passwd, true",
        "GITHUB_TOKEN, true",
        "secret, true",
        "API_KEY, true",
        "KEY, true",
        "KEY_ID, true",
        "DB_PASS, true",
        "KEYBOARD, false",
        "MONKEY, false",
        "PASSENGERS, false",
        "VERSION, false"
    })
    void argumentsThatLookLikeSecrets(String name, boolean secret) {
        SecretArguments found = SecretArguments.among(Map.of(name, "canary"));
        assertThat(found.names()).isEqualTo(secret ? List.of(name) : List.of());
        assertThat(found.hideIn("a canary sings")).isEqualTo(secret ? "a *** sings" : "a canary sings");
        assertThat(found).asString().doesNotContain("canary");
    }

    private ImageBuild.Builder of(String... tags) {
        return ImageBuild.of(root, ImageReference.parse("r:5000/app:ignored"), List.of(tags));
    }

    private String hash(ImageBuild build) {
        return SourceHash.of(BuildContext.open(build), build).hex();
    }
}
