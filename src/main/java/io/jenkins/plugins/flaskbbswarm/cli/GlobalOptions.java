package io.jenkins.plugins.flaskbbswarm.cli;

import io.jenkins.plugins.flaskbbswarm.deploy.DeployConfig;
import io.jenkins.plugins.flaskbbswarm.engine.DockerFolder;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Which engine, for all commands, as the docker CLI has it: before the command or after it. */
final class GlobalOptions {
    @Option(
            names = {"-H", "--host"},
            paramLabel = "ADDRESS",
            scope = ScopeType.INHERIT,
            description = "A manager of the swarm (default: DOCKER_HOST, else the Docker context's).")
    private Optional<String> host = Optional.empty();

    @Option(
            names = "--context",
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            description = "The Docker context to use (default: DOCKER_CONTEXT, else that of docker context use).")
    private Optional<String> context = Optional.empty();

    /** As docker has it: before the command only, since commands have a {@code -c} of their own. */
    @Option(names = "-c", paramLabel = "NAME", description = "The same as --context, before the command.")
    private Optional<String> shortContext = Optional.empty();

    @Option(
            names = "--certificates",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "Folder of ca.pem, cert.pem and key.pem, for tcp:// (default: DOCKER_CERT_PATH).")
    private Optional<Path> certificates = Optional.empty();

    /** Those of the whole command line that {@code command} is part of. */
    static GlobalOptions of(CommandSpec command) {
        return ((Main) command.root().userObject()).options();
    }

    /** Empty if no engine was named here. */
    Optional<DeployConfig.Engine> named(CommandSpec command, Map<String, String> environment) {
        Optional<String> named = context.or(() -> shortContext);
        if (host.isPresent() && named.isPresent()) {
            throw new ParameterException(
                    command.commandLine(), "--host and --context each name an engine: give one of them");
        }
        boolean isNamed = host.isPresent() || named.isPresent() || certificates.isPresent();
        return isNamed
                ? Optional.of(new DeployConfig.Engine(
                        host, certificates.or(() -> usual(environment)), Optional.empty(), named))
                : Optional.empty();
    }

    /** A {@code --host} takes the place of {@code DOCKER_HOST}, and so uses the certificates that are set for that. */
    private Optional<Path> usual(Map<String, String> environment) {
        if (host.filter(address -> address.startsWith("tcp:")).isEmpty()) {
            return Optional.empty();
        }
        String folder = environment.getOrDefault("DOCKER_CERT_PATH", "");
        if (!folder.isEmpty()) {
            return Optional.of(Path.of(folder));
        }
        boolean wanted = !environment.getOrDefault("DOCKER_TLS_VERIFY", "").isEmpty();
        return wanted ? Optional.of(DockerFolder.in(environment)) : Optional.empty();
    }
}
