package io.jenkins.plugins.flaskbbswarm.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredNetwork;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredObject;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredService;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredStack;
import io.jenkins.plugins.flaskbbswarm.stack.Labels;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;
import io.jenkins.plugins.flaskbbswarm.text.Advice;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What can be known to fail before anything is touched: all of it at once, one sentence each. */
public final class Preflight {
    private static final int LONGEST_SERVICE_NAME = 63;

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9](?:[a-zA-Z0-9-_.]{0,62}[a-zA-Z0-9])?");
    private static final Pattern BEGINNING_OF_NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9-_.]*");

    /** The engine takes secrets of less than 500 KiB and configs of less than 1000 KiB, and no empty ones. */
    private static final int SECRET_LIMIT = 512_000;

    private static final int CONFIG_LIMIT = 1_024_000;

    private final DesiredStack wanted;
    private final SwarmInventory observed;
    private final List<Node> nodes;
    private final boolean prune;
    private final List<String> problems = new ArrayList<>();

    private Preflight(DesiredStack wanted, SwarmInventory observed, List<Node> nodes, boolean prune) {
        this.wanted = wanted;
        this.observed = observed;
        this.nodes = nodes;
        this.prune = prune;
    }

    /**
     * The problems of a stack, be it before or after its secrets and configs got the names of their versions. A secret
     * without content is one that will be generated.
     *
     * @param prune whether services that left the stack go
     * @return empty if none is known
     */
    public static List<String> problems(DesiredStack wanted, SwarmInventory observed, List<Node> nodes, boolean prune) {
        Preflight preflight = new Preflight(wanted, observed, nodes, prune);
        wanted.networks().forEach(preflight::check);
        wanted.secrets().forEach(secret -> preflight.check(ObjectKind.SECRET, secret, SECRET_LIMIT));
        wanted.configs().forEach(config -> preflight.check(ObjectKind.CONFIG, config, CONFIG_LIMIT));
        wanted.services().forEach(preflight::check);
        preflight.problems.addAll(NetworkRules.problems(wanted.networks(), observed, nodes));
        preflight.problems.addAll(new PortRules(preflight.staying(), nodes).problems(wanted.services()));
        AddressCapacity.of(wanted, observed, nodes).forEach(preflight::check);
        return List.copyOf(preflight.problems);
    }

    /** The same where nothing goes. */
    public static List<String> problems(DesiredStack wanted, SwarmInventory observed, List<Node> nodes) {
        return problems(wanted, observed, nodes, false);
    }

    private void check(DesiredNetwork network) {
        SwarmInventory.Network present = observed.networks().get(network.name());
        if (present == null && network.isExternal()) {
            problems.add("The network " + network.name() + " is external but does not exist; make it (docker network"
                    + " create -d overlay " + network.name() + ") or name it under 'networks:' in deploy.yml");
        } else if (present != null && !present.scope().equals("swarm") && !isPredefined(network)) {
            problems.add("The network " + network.name() + " exists with driver " + present.driver() + " and scope "
                    + present.scope() + ", but services need an overlay network of scope swarm; remove or rename it");
        } else if (present != null && network.name().equals("none")) {
            problems.add("networks." + network.key() + ": services cannot use the network none; leave networks out, or"
                    + " run it without a swarm");
        } else if (present != null && network.name().equals("ingress")) {
            problems.add("networks." + network.key() + ": services cannot be attached to the ingress network by name;"
                    + " publish a port instead");
        } else if (present != null) {
            compare(network);
        } else {
            checkSubnets(network);
        }
    }

    /** The engine makes a network whose subnet is taken, and never starts a task on it. */
    private void checkSubnets(DesiredNetwork network) {
        for (Subnet subnet : Subnet.of(network.body().orElseThrow())) {
            observed.networks().values().stream()
                    .filter(other -> other.scope().equals("swarm"))
                    .filter(other -> other.subnets().stream().anyMatch(subnet::overlaps))
                    .map(SwarmInventory.Network::name)
                    .sorted()
                    .findFirst()
                    .ifPresent(other -> problems.add("The network " + network.name() + " wants the subnet " + subnet
                            + ", of which the network " + other + " has addresses; give it another subnet"));
        }
    }

    /** Services may be attached to the networks that every node has. */
    private static boolean isPredefined(DesiredNetwork network) {
        return network.name().equals("host")
                || network.name().equals("bridge")
                || network.name().equals("none");
    }

    private void compare(DesiredNetwork network) {
        for (String difference : NetworkChanges.of(network, observed).problems()) {
            problems.add("networks." + network.key() + ": the network " + network.name() + " exists, and "
                    + difference + "; a network cannot be changed: remove its services and it (docker network rm "
                    + network.name() + ") and deploy again, or give it another name");
        }
    }

    /** Services that the stack's files do not have, and that stay. */
    private List<SwarmInventory.Service> staying() {
        Set<String> names = wanted.services().stream().map(DesiredService::name).collect(Collectors.toSet());
        return Stream.concat(
                        observed.others().stream(),
                        observed.services().values().stream().filter(service -> !prune && !service.isTemporary()))
                .filter(service -> !names.contains(service.name()))
                .sorted(Comparator.comparing(SwarmInventory.Service::name))
                .toList();
    }

    /** Where the swarm chooses the subnet, it may choose a large one. */
    private void check(AddressCapacity network) {
        if (network.isTooSmall() && !network.subnets().isEmpty()) {
            problems.add("The network " + network.network() + " is too small: " + network + "; give it a larger subnet"
                    + " (ipam), or put the services on several networks");
        }
    }

    private void check(ObjectKind kind, DesiredObject object, int limit) {
        if (object.isExternal()) {
            checkExternal(kind, object);
            return;
        }
        checkName(kind, object);
        if (object.hasDriver()) {
            checkDriver(kind, object);
        }
        object.content().ifPresent(content -> checkSize(kind, object, content.length(), limit));
    }

    private void checkExternal(ObjectKind kind, DesiredObject object) {
        if (observed.items(kind).containsKey(object.name())) {
            return;
        }
        Optional<String> owner = observed.items(kind).values().stream()
                .filter(item -> object.name().equals(item.labels().get(Labels.OBJECT)))
                .map(item -> item.labels().getOrDefault(Namespace.LABEL, ""))
                .findFirst();
        problems.add("The " + kind + " " + object.name() + " is external but does not exist; "
                + owner.map(stack -> "the stack " + stack + " keeps versions of it: write 'name: " + object.name()
                                + "' at it in that stack's file and deploy that one first")
                        .orElse("make it (docker " + kind + " create " + object.name() + " FILE)"
                                + (kind == ObjectKind.SECRET
                                        ? " or name its source under 'secrets:' in deploy.yml"
                                        : "")));
    }

    /** A version comes behind the name, which is shortened where it must be. */
    private void checkName(ObjectKind kind, DesiredObject object) {
        boolean whole = object.isNamed() || object.hasDriver();
        Pattern valid = whole ? NAME : BEGINNING_OF_NAME;
        if (!valid.matcher(object.name()).matches()) {
            problems.add(kind + "s." + object.key() + ": the engine takes no " + kind + " called '" + object.name()
                    + "'; use letters, digits, '-', '_' and '.', beginning and ending with a letter or digit, at most "
                    + Versioning.LONGEST_NAME);
        }
    }

    private void checkDriver(ObjectKind kind, DesiredObject object) {
        String field = kind + "s." + object.key() + ".driver: ";
        JsonNode driver = object.body().orElseThrow().path("Driver");
        SwarmInventory.Item present = observed.items(kind).get(object.name());
        if (present != null && !isSameDriver(present.spec().path("Driver"), driver)) {
            problems.add(field + "the " + kind + " " + object.name() + " exists with another driver or other options,"
                    + " and the engine changes none; remove its services and it (docker " + kind + " rm "
                    + object.name() + "), or give it another name");
        }
        String name = driver.path("Name").asText();
        List<Node> known = nodes.stream().filter(Node::namesPlugins).toList();
        if (present == null && !known.isEmpty() && known.stream().noneMatch(node -> node.hasSecretProvider(name))) {
            problems.add(field + "no node has the plugin " + name + "; install it (docker plugin install " + name
                    + ") on each manager");
        }
    }

    private static boolean isSameDriver(JsonNode one, JsonNode other) {
        return one.path("Name").equals(other.path("Name"))
                && SpecDiff.between(withoutNothing(one.path("Options")), withoutNothing(other.path("Options")))
                        .isEmpty();
    }

    private static JsonNode withoutNothing(JsonNode options) {
        return options.isEmpty() ? JsonNodeFactory.instance.objectNode() : options;
    }

    /** What the swarm has already was taken once. */
    private void checkSize(ObjectKind kind, DesiredObject object, int size, int limit) {
        if (observed.items(kind).containsKey(object.name())) {
            return;
        }
        if (size == 0) {
            problems.add("The " + kind + " " + object.key() + " is empty, which the engine does not take");
        } else if (size >= limit) {
            problems.add("The " + kind + " " + object.key() + " has " + size + " bytes; the engine takes less than "
                    + limit);
        }
    }

    private void check(DesiredService service) {
        problems.addAll(ServiceRules.problems(service));
        checkMode(service);
        if (service.name().length() > LONGEST_SERVICE_NAME) {
            problems.add("The service name " + service.name() + " has "
                    + service.name().length() + " characters; the engine takes " + LONGEST_SERVICE_NAME);
        }
        ExternalReplicas.problem(service).ifPresent(problems::add);
        PlacementFilter placement = new PlacementFilter(service.body());
        boolean wantsTasks =
                service.body().at("/Mode/Replicated/Replicas").asInt(1) > 0 && !Jobs.isAtRest(service.body());
        boolean global = service.body().path("Mode").has("Global");
        if (wantsTasks && !global && placement.candidates(nodes).isEmpty()) {
            problems.add("No node can run the service " + service.name() + " (" + placement.explain(nodes)
                    + "); change its placement or reservations, or add a node");
        }
    }

    private void checkMode(DesiredService service) {
        SwarmInventory.Service present = observed.services().get(service.name());
        if (present == null) {
            return;
        }
        String before = mode(present.spec());
        String after = mode(service.body());
        if (!before.equals(after)) {
            problems.add("services." + service.key() + ".deploy.mode: the service " + service.name() + " is " + before
                    + ", and the engine makes no " + after + " service of it; remove it (docker service rm "
                    + service.name() + ") and deploy again, or give the service another key"
                    + Advice.of(" and deploy with --prune", ""));
        }
    }

    /** As stack files spell it. */
    private static String mode(JsonNode spec) {
        String mode = spec.path("Mode").properties().stream()
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("Replicated");
        return mode.replaceFirst("Job$", "-job").toLowerCase(Locale.ROOT);
    }
}
