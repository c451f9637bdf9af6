package io.jenkins.plugins.flaskbbswarm.deploy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.compose.ComposeLoader;
import io.jenkins.plugins.flaskbbswarm.compose.LoadedStack;
import io.jenkins.plugins.flaskbbswarm.compose.read.Profiles;
import io.jenkins.plugins.flaskbbswarm.compose.source.ComposeSource;
import io.jenkins.plugins.flaskbbswarm.compose.source.Mode;
import io.jenkins.plugins.flaskbbswarm.compose.source.Variables;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredNetwork;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredObject;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredStack;
import io.jenkins.plugins.flaskbbswarm.convert.PinnedSpecs;
import io.jenkins.plugins.flaskbbswarm.convert.StackConverter;
import io.jenkins.plugins.flaskbbswarm.secrets.SecretResolver;
import io.jenkins.plugins.flaskbbswarm.secrets.SecretSource;
import io.jenkins.plugins.flaskbbswarm.stack.Content;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;
import io.jenkins.plugins.flaskbbswarm.text.Advice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * From the files of a deployment to what it wants of the engine. External secrets that {@code deploy.yml} has a source
 * for become the release's own, and external networks that it describes are made when missing.
 */
final class StackPreparation {
    private final DeployConfig config;
    private final DeploymentContext surroundings;
    private final DeploymentPolicy terms;
    private final Map<String, String> ownNames = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    StackPreparation(DeployConfig config, DeploymentContext surroundings) {
        this(config, surroundings, DeploymentPolicy.NONE);
    }

    StackPreparation(DeployConfig config, DeploymentContext surroundings, DeploymentPolicy terms) {
        this.config = config;
        this.surroundings = surroundings;
        this.terms = terms;
    }

    /**
     * The stack, its secrets and configs without versions and its images as the files name them.
     *
     * @throws io.jenkins.plugins.flaskbbswarm.compose.source.ComposeException if the Compose files are refused
     * @throws InvalidRequestException if a secret has no value, or {@code deploy.yml} names what the stack does not have
     */
    DesiredStack prepare() {
        DesiredStack stack = load();
        SecretResolver values = surroundings.secretResolver();
        List<DesiredObject> secrets =
                stack.secrets().stream().map(secret -> own(secret, values)).toList();
        problems.addAll(values.problems());
        checkNames(stack);
        if (!problems.isEmpty()) {
            throw new InvalidRequestException(problems);
        }
        return new DesiredStack(
                config.stack(),
                stack.networks().stream().map(this::described).toList(),
                secrets,
                stack.configs(),
                PinnedSpecs.renamed(stack.services(), ownNames, Map.of()));
    }

    private DesiredStack load() {
        List<ComposeSource> sources =
                config.files().stream().map(ComposeSource::file).toList();
        Map<String, String> closed = terms.closedVariables();
        Set<String> asked = new TreeSet<>();
        Variables variables = Variables.of(config.variables()).without(closed.keySet(), asked::add);
        LoadedStack loaded =
                ComposeLoader.load(sources, variables, Profiles.of(config.profiles()), Mode.COMPATIBLE, terms.files());
        asked.forEach(name -> problems.add("The stack files use the variable " + name + closed.get(name)));
        ComposeWarnings.report(loaded, surroundings.events());
        return StackConverter.convert(config.stack(), loaded.stack(), loaded.places());
    }

    private DesiredObject own(DesiredObject secret, SecretResolver values) {
        SecretSource source = config.secrets().get(secret.key());
        if (source == null || !secret.isExternal()) {
            return secret;
        }
        String name = config.stack().scope(secret.key());
        ownNames.put(secret.name(), name);
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("Name", name);
        body.putObject("Labels").put(Namespace.LABEL, config.stack().name());
        Optional<Content> content = values.value("secret " + secret.key(), source);
        return new DesiredObject(secret.key(), name, Optional.of(body), content);
    }

    private DesiredNetwork described(DesiredNetwork network) {
        DeployConfig.Network description = config.networks().get(network.name());
        if (description == null || !network.isExternal()) {
            return network;
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("Name", network.name());
        body.put("CheckDuplicate", true);
        body.put("Driver", description.driver());
        body.put("Attachable", description.attachable());
        body.put("Internal", description.internal());
        if (description.encrypted()) {
            body.putObject("Options").put("encrypted", "");
        }
        return new DesiredNetwork(network.key(), network.name(), Optional.of(body));
    }

    private void checkNames(DesiredStack stack) {
        for (String name : config.secrets().keySet()) {
            Optional<DesiredObject> secret = stack.secrets().stream()
                    .filter(known -> known.key().equals(name))
                    .findFirst();
            if (secret.isEmpty()) {
                problems.add(whoHasASource() + " has a source for the secret " + name
                        + ", but the stack files declare no such secret; they declare "
                        + list(stack.secrets().stream().map(DesiredObject::key).toList()));
            } else if (!secret.get().isExternal()) {
                problems.add(whoHasASource() + " has a source for the secret " + name
                        + ", but the stack files give it a file; write 'external: true' there");
            }
        }
        config.migration().ifPresent(migration -> checkMigration(migration, stack));
    }

    /** A step may have given it, too. */
    private static String whoHasASource() {
        return Advice.of("deploy.yml", "deploy.yml or the argument 'secrets'");
    }

    private void checkMigration(DeployConfig.Migration migration, DesiredStack stack) {
        List<String> services =
                stack.services().stream().map(service -> service.key()).toList();
        if (!services.contains(migration.service())) {
            problems.add("The migration uses the service " + migration.service()
                    + ", but the stack files have no such service; they have " + list(services));
        }
    }

    private static String list(List<String> names) {
        return names.isEmpty() ? "none" : String.join(", ", names);
    }
}
