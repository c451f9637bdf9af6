package io.jenkins.plugins.flaskbbswarm.preview.policy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredNetwork;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredObject;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredService;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredStack;
import io.jenkins.plugins.flaskbbswarm.deploy.DeployConfig;
import io.jenkins.plugins.flaskbbswarm.deploy.Deployment;
import io.jenkins.plugins.flaskbbswarm.deploy.DeploymentContext;
import io.jenkins.plugins.flaskbbswarm.deploy.DeploymentPolicy;
import io.jenkins.plugins.flaskbbswarm.deploy.InvalidRequestException;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.preview.config.PreviewConfig;
import io.jenkins.plugins.flaskbbswarm.preview.config.PreviewLabels;
import io.jenkins.plugins.flaskbbswarm.preview.config.PreviewSettings;
import io.jenkins.plugins.flaskbbswarm.secrets.SecretSource;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The terms on which a preview's stack is deployed: within the policy, and with the preview's labels on everything. */
public final class PreviewDeploymentPolicy {
    private final PreviewConfig config;

    public PreviewDeploymentPolicy(PreviewConfig config) {
        this.config = config;
    }

    /** For the deployment itself. */
    public DeploymentPolicy terms() {
        ImagePolicy images = new ImagePolicy(config);
        return new DeploymentPolicy(
                files(),
                closedVariables(),
                wanted -> labelled(attached(filled(within(wanted, List.of()), config.settings()))),
                Optional.of(images.isolation()),
                images::checkBuilt,
                config.settings().policy().ownBuilder());
    }

    /**
     * What the stack would be, before anything is touched.
     *
     * @throws InvalidRequestException if the policy does not allow it
     */
    public DesiredStack wanted(DeploymentContext surroundings) {
        List<Event.Warning> warnings = new ArrayList<>();
        DeploymentContext listening = surroundings.listening(event -> {
            if (event instanceof Event.Warning warning) {
                warnings.add(warning);
            }
        });
        DeploymentPolicy read = new DeploymentPolicy(
                files(), closedVariables(), wanted -> wanted, Optional.empty(), (image, configuration) -> {}, false);
        return filled(within(new Deployment(withoutServers(), listening, read).wanted(), warnings), config.settings());
    }

    /** What servers will give has no value yet. */
    private DeployConfig withoutServers() {
        Map<String, SecretSource> secrets = new HashMap<>();
        config.settings().database().ifPresent(it -> secrets.put(it.secret(), new SecretSource.Generate()));
        config.settings().redis().ifPresent(it -> secrets.put(it.secret(), new SecretSource.Generate()));
        return config.deploy().withSecrets(secrets);
    }

    /** What the build has in its environment is not for all to know, unless the policy says so. */
    private Map<String, String> closedVariables() {
        return closed().stream()
                .collect(Collectors.toMap(
                        name -> name,
                        name -> ", which deploy.yml takes from the build's environment (rule variables); list it under"
                                + " preview.policy.variables if authors of pull requests may know it"));
    }

    private Set<String> closed() {
        Set<String> closed = new HashSet<>(config.environmentVariables());
        closed.removeAll(config.settings().policy().variables());
        return closed;
    }

    /** The Dockerfile that gets them is the pull request's. */
    private List<String> argumentsOfBuilds() {
        Set<String> closed = closed();
        List<String> violations = new ArrayList<>();
        config.buildArguments().forEach((argument, mentioned) -> mentioned.stream()
                .filter(closed::contains)
                .sorted()
                .forEach(name -> violations.add("The build argument images." + argument.replaceFirst("\\.", ".args.")
                        + " gives the variable " + name
                        + " to the pull request's Dockerfile, which deploy.yml takes from"
                        + " the build's environment (rule variables); list it under preview.policy.variables if authors"
                        + " of pull requests may know it, or have the build do without")));
        return violations;
    }

    private ConfinedFiles files() {
        return new ConfinedFiles(config);
    }

    private DesiredStack within(DesiredStack wanted, List<Event.Warning> warnings) {
        List<String> violations =
                new ArrayList<>(files().violations(config.deploy().images()));
        if (violations.isEmpty()) {
            violations.addAll(new ImagePolicy(config).violations(wanted));
        }
        violations.addAll(builder());
        violations.addAll(secretsOfTheStack(wanted));
        violations.addAll(argumentsOfBuilds());
        violations.addAll(PreviewPolicy.violations(wanted, config.settings(), warnings));
        if (!violations.isEmpty()) {
            throw new InvalidRequestException(violations);
        }
        return wanted;
    }

    /** Whether that engine is a manager all the same, is asked when it is connected to. */
    private List<String> builder() {
        boolean missing = config.settings().policy().ownBuilder()
                && config.deploy().builder().isEmpty()
                && !config.deploy().images().isEmpty();
        return missing
                ? List.of(
                        "The images would be built on the engine that deploys, and preview.policy.builder has pull"
                                + " requests built apart from it (rule builder); name an engine that is no manager in build.host")
                : List.of();
    }

    /** What {@code deploy.yml} gives to its own stack, a pull request's services get only where the policy says so. */
    private List<String> secretsOfTheStack(DesiredStack wanted) {
        Set<String> allowed = new HashSet<>(config.settings().policy().secrets());
        config.settings().database().ifPresent(database -> allowed.add(database.secret()));
        config.settings().redis().ifPresent(redis -> allowed.add(redis.secret()));
        Map<String, SecretSource> sources = config.deploy().secrets();
        return wanted.secrets().stream()
                .map(DesiredObject::key)
                .filter(key -> sources.containsKey(key) && !allowed.contains(key))
                .filter(key -> !(sources.get(key) instanceof SecretSource.Generate))
                .map(key -> "The secret " + key
                        + " has a value that deploy.yml gives the stack itself (rule secrets); list it"
                        + " under preview.policy.secrets if authors of pull requests may know it")
                .toList();
    }

    /** The same with what its services lack. */
    static DesiredStack filled(DesiredStack stack, PreviewSettings settings) {
        PreviewDefaults defaults = new PreviewDefaults(settings);
        return new DesiredStack(
                stack.namespace(),
                stack.networks(),
                stack.secrets(),
                stack.configs(),
                stack.services().stream().map(defaults::fill).toList());
    }

    /** Services that are given the address of the preview's own Redis are put on its network. */
    private DesiredStack attached(DesiredStack stack) {
        Optional<PreviewSettings.Redis> redis = config.settings().redis().filter(PreviewSettings.Redis::isEmbedded);
        if (redis.isEmpty()) {
            return stack;
        }
        String network = PreviewSettings.Redis.network(stack.namespace());
        Set<String> secrets = stack.secrets().stream()
                .filter(secret -> secret.key().equals(redis.get().secret()))
                .map(DesiredObject::name)
                .collect(Collectors.toSet());
        List<DesiredNetwork> networks = new ArrayList<>(stack.networks());
        networks.add(new DesiredNetwork(PreviewSettings.Redis.KEY, network, Optional.empty()));
        return new DesiredStack(
                stack.namespace(),
                networks,
                stack.secrets(),
                stack.configs(),
                stack.services().stream()
                        .map(service -> uses(service, secrets) ? attached(service, network) : service)
                        .toList());
    }

    private static boolean uses(DesiredService service, Set<String> secrets) {
        return StreamSupport.stream(
                        service.body().at("/TaskTemplate/ContainerSpec/Secrets").spliterator(), false)
                .anyMatch(use -> secrets.contains(use.path("SecretName").asText()));
    }

    private static DesiredService attached(DesiredService service, String network) {
        ObjectNode body = service.body().deepCopy();
        body.withArray("/TaskTemplate/Networks").addObject().put("Target", network);
        return service.withBody(body);
    }

    private DesiredStack labelled(DesiredStack stack) {
        return new DesiredStack(
                stack.namespace(),
                stack.networks().stream().map(this::labelled).toList(),
                stack.secrets().stream().map(this::labelled).toList(),
                stack.configs().stream().map(this::labelled).toList(),
                stack.services().stream().map(this::labelled).toList());
    }

    /** A network that all stacks share is nobody's. */
    private DesiredNetwork labelled(DesiredNetwork network) {
        return new DesiredNetwork(
                network.key(),
                network.name(),
                network.body().map(body -> body.path("Labels").has(Namespace.LABEL) ? labelled(body) : body));
    }

    private DesiredObject labelled(DesiredObject object) {
        return new DesiredObject(object.key(), object.name(), object.body().map(this::labelled), object.content());
    }

    private DesiredService labelled(DesiredService service) {
        return service.withBody(labelled(service.body()));
    }

    private ObjectNode labelled(ObjectNode body) {
        ObjectNode copy = body.deepCopy();
        PreviewSettings settings = config.settings();
        PreviewLabels.common(
                        settings.stack(),
                        settings.repository(),
                        config.pullRequest().number())
                .forEach(copy.withObject("/Labels")::put);
        return copy;
    }
}
