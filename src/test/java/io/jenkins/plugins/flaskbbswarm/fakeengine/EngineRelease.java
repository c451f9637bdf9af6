package io.jenkins.plugins.flaskbbswarm.fakeengine;

import java.util.Optional;

/**
 * Which Docker Engine the fake is.
 *
 * @param engine its own version
 * @param newest API version that it speaks
 * @param oldest API version that it takes
 * @param tellsPullErrors whether its nodes say themselves why they could not pull an image, rather than "No such image"
 */
record EngineRelease(String engine, String newest, String oldest, boolean tellsPullErrors) {
    /** The one that the fake is by default. */
    static final EngineRelease V20_10 = new EngineRelease("20.10.24", "1.41", "1.12", false);

    /** Engines 29.0 to 29.2 take no API below 1.44; later ones do as they are configured ({@code min-api-version}). */
    static final EngineRelease V29 = new EngineRelease("29.6.0", "1.55", "1.44", true);

    /** In the words of moby's version middleware. */
    Optional<Refusal> refusal(String version) {
        if (minor(version) < minor(oldest)) {
            return Optional.of(new Refusal(
                    400,
                    "client version " + version + " is too old. Minimum supported API version is " + oldest
                            + ", please upgrade your client to a newer version"));
        }
        return minor(version) > minor(newest)
                ? Optional.of(new Refusal(
                        400, "client version " + version + " is too new. Maximum supported API version is " + newest))
                : Optional.empty();
    }

    private static int minor(String version) {
        return Integer.parseInt(version.substring(version.indexOf('.') + 1));
    }

    /**
     * What a node says of a pull that failed. That of engines 29.6 comes from containerd's image store, here of a registry
     * that does not know the image.
     */
    String pullError(String image) {
        return tellsPullErrors
                ? "failed to resolve reference \"" + image + "\": " + image + ": not found"
                : "No such image: " + image;
    }
}
