package io.jenkins.plugins.flaskbbswarm.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.compose.source.FileReader;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredStack;
import io.jenkins.plugins.flaskbbswarm.images.IsolatedBuild;

import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/**
 * On which terms a stack is deployed, where not everybody who writes its files is trusted.
 *
 * @param files reads what the files name; refuses what they may not
 * @param closedVariables variables that stack files must not use, and why
 * @param finish the last to change what is wanted, or to refuse it, before anything is touched
 * @param builds how images are built; like everybody's if empty
 * @param builtImage looks at the configuration of each image that was built, before it is pushed, or refuses it: its name
 *     in {@code deploy.yml}, and what the engine says of it
 * @param buildsOffManagers whether the engine that {@code build.host} names must be no manager of a swarm
 */
public record DeploymentPolicy(
        FileReader files,
        Map<String, String> closedVariables,
        UnaryOperator<DesiredStack> finish,
        Optional<IsolatedBuild> builds,
        BiConsumer<String, JsonNode> builtImage,
        boolean buildsOffManagers) {
    /** All is as the files say. */
    public static final DeploymentPolicy NONE = new DeploymentPolicy(
            new DiskFiles(), Map.of(), UnaryOperator.identity(), Optional.empty(), (image, configuration) -> {}, false);
}
