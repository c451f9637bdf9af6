package io.jenkins.plugins.flaskbbswarm.cli;

import io.jenkins.plugins.flaskbbswarm.deploy.DeployConfig;
import io.jenkins.plugins.flaskbbswarm.deploy.DeployFile;
import io.jenkins.plugins.flaskbbswarm.deploy.LoginChoice;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Which registry logins an earlier release is brought back with. */
final class LoginOptions {
    @Option(
            names = "--with-registry-auth",
            description =
                    "Hands the logins of docker login to the nodes of all services. Without it, only services that"
                            + " must be made again get one.")
    private boolean docker;

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "A deploy.yml whose registry login is handed to the nodes of all its services.")
    private Optional<Path> file = Optional.empty();

    LoginChoice choice() {
        Optional<DeployConfig.Registry> registry = file.flatMap(
                path -> DeployFile.read(path, List.of(), System.getenv()).registry());
        return new LoginChoice(registry, docker);
    }
}
