package io.jenkins.plugins.flaskbbswarm.preview.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredNetwork;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredObject;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredService;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredStack;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.preview.config.PreviewSettings;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the stack of a pull request may have, whoever wrote it: what is not allowed is refused, be it known here or not.
 * Each sentence names the rule. Pure.
 */
final class PreviewPolicy {
    private static final Set<String> NETWORKS_OF_THE_NODE = Set.of("host", "bridge", "none");

    /** What the engine is not even sent, but what somebody meant by it is refused all the same. */
    private static final Pattern DROPPED = Pattern.compile(
            "services\\.(?<service>.+)\\.(?<field>privileged|devices|pid|ipc"
                    + "|uts|network_mode|userns_mode|cgroup_parent|cgroupns_mode|security_opt|device_cgroup_rules|runtime)");

    private final PreviewSettings settings;
    private final List<String> violations = new ArrayList<>();

    private PreviewPolicy(PreviewSettings settings) {
        this.settings = settings;
    }

    /**
     * What a stack must not have, a sentence each.
     *
     * @param wanted without versions
     * @param warnings of the stack files, which tell of the fields that a swarm does not know
     */
    static List<String> violations(DesiredStack wanted, PreviewSettings settings, List<Event.Warning> warnings) {
        PreviewPolicy policy = new PreviewPolicy(settings);
        warnings.forEach(policy::checkDropped);
        settings.redis().ifPresent(redis -> policy.check(redis, wanted));
        wanted.networks().forEach(policy::check);
        wanted.secrets().forEach(secret -> policy.check("secret", secret));
        wanted.configs().forEach(config -> policy.check("config", config));
        wanted.services().forEach(policy::check);
        new SizePolicy(settings.limits(), policy::refuse).check(PreviewDeploymentPolicy.filled(wanted, settings));
        return List.copyOf(policy.violations);
    }

    private void checkDropped(Event.Warning warning) {
        String path = warning.subject().replaceFirst("^.*:\\d+: ", "");
        Matcher dropped = DROPPED.matcher(path);
        if (dropped.matches()) {
            String place = warning.subject().substring(0, warning.subject().length() - path.length());
            refuse(
                    "privileged-options",
                    place + "the service " + dropped.group("service") + " has '" + dropped.group("field") + "'",
                    "remove it");
        }
    }

    private void check(PreviewSettings.Redis redis, DesiredStack wanted) {
        if (!redis.isEmbedded() && !settings.policy().sharedRedis()) {
            refuse(
                    "redis",
                    "preview.redis.url of deploy.yml (or the step's argument 'redis') gives the preview the password of a"
                            + " Redis that others use, too: its author could read, change and flush all of it",
                    "remove it, and each preview has a Redis of its own; or set preview.policy.shared-redis to true if"
                            + " all authors of pull requests are trusted with that server");
        }
        String reserved = PreviewSettings.Redis.network(settings.stack());
        boolean isTaken = wanted.services().stream().map(DesiredService::name).anyMatch(reserved::equals)
                || wanted.networks().stream().map(DesiredNetwork::name).anyMatch(reserved::equals);
        if (redis.isEmbedded() && isTaken) {
            refuse(
                    "names",
                    "The stack has a service or network " + PreviewSettings.Redis.KEY
                            + ", which is what the preview's own Redis is called",
                    "rename it");
        }
    }

    private void check(DesiredNetwork network) {
        if (NETWORKS_OF_THE_NODE.contains(network.name())) {
            refuse("host-network", "The stack uses the network " + network.name() + " of its node", "remove it");
        } else if (settings.policy().networks().contains(network.name())) {
            checkListed(network);
        } else if (network.isExternal() || isForeign(network.name())) {
            refuse(
                    "networks",
                    "The stack uses the network " + network.name() + ", which is not its own",
                    "remove it, or list it under preview.policy.networks");
        } else {
            checkOwn(network.name(), network.body().orElseThrow());
        }
    }

    /** A network that others share is made by them, or as deploy.yml says: never as a pull request says. */
    private void checkListed(DesiredNetwork network) {
        boolean isOfTheFile = network.body()
                .filter(body -> body.path("Labels").has(Namespace.LABEL))
                .isPresent();
        if (isOfTheFile) {
            refuse(
                    "networks",
                    "The stack would make the network " + network.name() + ", which others share, as it likes",
                    "write 'external: true' there");
        }
    }

    private void checkOwn(String name, JsonNode network) {
        checkLabels("The network " + name, network.path("Labels"));
        boolean plain = network.path("Driver").asText().equals("overlay")
                && network.path("IPAM").isNull()
                && network.path("Options").isNull()
                && network.path("ConfigFrom").isNull()
                && !network.path("Ingress").asBoolean();
        if (!plain) {
            refuse(
                    "networks",
                    "The network " + name + " has a driver, addresses or options of its own",
                    "leave only 'driver: overlay'");
        }
    }

    private void check(String kind, DesiredObject object) {
        String subject = "The " + kind + " " + object.name();
        boolean listed = settings.policy().secrets().contains(object.name());
        if (listed && !object.isExternal()) {
            refuse(
                    kind + "s",
                    "The stack would make the " + kind + " " + object.name() + ", which others share",
                    "write 'external: true' there");
        } else if (!listed && (object.isExternal() || isForeign(object.name()))) {
            refuse(
                    kind + "s",
                    subject + " is not the preview's own",
                    "remove it, give it a source under 'secrets:', or list it under preview.policy.secrets");
        }
        object.body().ifPresent(body -> {
            checkLabels(subject, body.path("Labels"));
            if (body.has("Driver") || body.has("Templating")) {
                refuse(kind + "s", subject + " has a driver or a template", "remove 'driver' and 'template_driver'");
            }
        });
    }

    private void check(DesiredService service) {
        checkLabels("The service " + service.key(), service.body().path("Labels"));
        checkLabels("The service " + service.key(), service.body().at("/TaskTemplate/ContainerSpec/Labels"));
        new ServicePolicy(service, settings, violations).check();
    }

    private void checkLabels(String subject, JsonNode labels) {
        new LabelPolicy(settings, (rule, what, remedy) -> refuse(rule, subject + " " + what, remedy)).check(labels);
    }

    private boolean isForeign(String name) {
        return !name.startsWith(settings.stack().scope(""));
    }

    private void refuse(String rule, String what, String remedy) {
        violations.add(what + " (rule " + rule + "); " + remedy);
    }
}
