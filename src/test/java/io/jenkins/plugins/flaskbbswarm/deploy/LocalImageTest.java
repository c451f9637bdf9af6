package io.jenkins.plugins.flaskbbswarm.deploy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** An image that no registry holds, built anew under the same tag, is an update; built alike, it is none. */
class LocalImageTest {
    private static final String IMAGE = "r.example/local:1";
    private static final String APP = "app: {image: " + IMAGE + "}";

    @ParameterizedTest
    @EnumSource(ImageResolutionPolicy.class)
    void isAnUpdateWhenItWasBuiltAnewIfImagesAreLookedAt(ImageResolutionPolicy resolve) throws Exception {
        try (FakeDeployments deployments = new FakeDeployments()) {
            deployments.swarm.hasLocalImage(IMAGE);
            deployments.swarm.image(IMAGE).registryRefuses(404, "manifest unknown: manifest unknown");
            deployments.deploy(options(resolve), APP);
            String task = task(deployments);
            assertThat(deployments.deploy(options(resolve), APP).changed()).isFalse();

            deployments.swarm.hasNameOf(IMAGE, "sha256:" + "b".repeat(64));
            boolean looked = resolve == ImageResolutionPolicy.ALWAYS;
            assertThat(deployments.deploy(options(resolve), APP).changed()).isEqualTo(looked);
            assertThat(task(deployments).equals(task)).isEqualTo(!looked);
            assertThat(deployments.deploy(options(resolve), APP).changed()).isFalse();
            assertThat(deployments
                            .deploy(options(ImageResolutionPolicy.NEVER), APP)
                            .changed())
                    .as("another way to look at images is no change")
                    .isFalse();
        }
    }

    private static String task(FakeDeployments deployments) {
        return deployments.swarm.tasks("bb_app").stream()
                .filter(task -> task.path("DesiredState").asText().equals("running"))
                .map(task -> task.path("ID").asText())
                .findFirst()
                .orElseThrow();
    }

    private static StackDeployOptions options(ImageResolutionPolicy resolve) {
        return new StackDeployOptions(resolve, true, false, StackDeployOptions.ReleaseMode.USUAL);
    }
}
