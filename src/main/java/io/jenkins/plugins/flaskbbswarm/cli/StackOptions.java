package io.jenkins.plugins.flaskbbswarm.cli;

import io.jenkins.plugins.flaskbbswarm.deploy.ImageResolutionPolicy;
import io.jenkins.plugins.flaskbbswarm.deploy.StackDeployOptions;
import picocli.CommandLine.Option;

/** What {@code stack deploy} and {@code stack plan} may be told beside their files; spelled as the docker CLI has it. */
final class StackOptions {
    @Option(names = "--prune", description = "Removes services that left the files.")
    private boolean prune;

    @Option(
            names = "--resolve-image",
            paramLabel = "always|changed|never",
            defaultValue = "always",
            description = "When tags are held to the digests of their registries: each time, for new services and for"
                    + " those whose file names another image than before, or not at all (default: ${DEFAULT-VALUE}).")
    private ImageResolutionPolicy resolve;

    @Option(
            names = "--with-registry-auth",
            description = "Uses the logins of docker login (DOCKER_CONFIG, else ~/.docker), and hands to the nodes of"
                    + " each service the one for its image's registry.")
    private boolean registryLogins;

    StackDeployOptions of(StackDeployOptions.ReleaseMode manner) {
        return new StackDeployOptions(resolve, prune, registryLogins, manner);
    }
}
