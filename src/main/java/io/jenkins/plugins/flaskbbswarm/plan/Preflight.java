package io.jenkins.plugins.flaskbbswarm.plan;

import io.jenkins.plugins.flaskbbswarm.spec.DesiredNetwork;
import io.jenkins.plugins.flaskbbswarm.spec.DesiredObject;
import io.jenkins.plugins.flaskbbswarm.spec.DesiredService;
import io.jenkins.plugins.flaskbbswarm.spec.DesiredStack;
import io.jenkins.plugins.flaskbbswarm.stack.Labels;

import java.util.ArrayList;
import java.util.List;

/** What can be known to fail before anything is touched: all of it at once, one sentence each. */
public final class Preflight {
    /** The engine takes object names of at most 64 characters and service names of at most 63. */
    private static final int LONGEST_OBJECT_NAME = 64;

    private static final int LONGEST_SERVICE_NAME = 63;

    /** The engine takes secrets of less than 500 KiB and configs of less than 1000 KiB, and no empty ones. */
    private static final int SECRET_LIMIT = 512_000;

    private static final int CONFIG_LIMIT = 1_024_000;

    private final DesiredStack wanted;
    private final Observed observed;
    private final List<Node> nodes;
    private final List<String> problems = new ArrayList<>();

    private Preflight(DesiredStack wanted, Observed observed, List<Node> nodes) {
        this.wanted = wanted;
        this.observed = observed;
        this.nodes = nodes;
    }

    /**
     * The problems of a stack, be it before or after its secrets and configs got the names of their versions. A secret
     * without content is one that will be generated.
     *
     * @return empty if none is known
     */
    public static List<String> problems(DesiredStack wanted, Observed observed, List<Node> nodes) {
        Preflight preflight = new Preflight(wanted, observed, nodes);
        wanted.networks().forEach(preflight::check);
        wanted.secrets().forEach(secret -> preflight.check(ObjectKind.SECRET, secret, SECRET_LIMIT));
        wanted.configs().forEach(config -> preflight.check(ObjectKind.CONFIG, config, CONFIG_LIMIT));
        wanted.services().forEach(preflight::check);
        NetworkRoom.of(wanted, observed, nodes).forEach(preflight::check);
        return List.copyOf(preflight.problems);
    }

    private void check(DesiredNetwork network) {
        Observed.Network present = observed.networks().get(network.name());
        if (present == null && network.isExternal()) {
            problems.add("The network " + network.name() + " is external but does not exist; make it (docker network"
                    + " create -d overlay " + network.name() + ") or name it under 'networks:' in deploy.yml");
        } else if (present != null && !present.scope().equals("swarm") && !isPredefined(network)) {
            problems.add("The network " + network.name() + " exists with driver " + present.driver() + " and scope "
                    + present.scope() + ", but services need an overlay network of scope swarm; remove or rename it");
        } else if (present != null && network.body().isPresent()) {
            compare(network, present);
        } else if (present == null) {
            checkSubnets(network);
        }
    }

    /** The engine makes a network whose subnet is taken, and never starts a task on it. */
    private void checkSubnets(DesiredNetwork network) {
        for (Subnet subnet : Subnet.of(network.body().orElseThrow())) {
            observed.networks().values().stream()
                    .filter(other -> other.scope().equals("swarm"))
                    .filter(other -> other.subnets().stream().anyMatch(subnet::overlaps))
                    .map(Observed.Network::name)
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

    private void compare(DesiredNetwork network, Observed.Network present) {
        String driver = network.body().orElseThrow().path("Driver").asText("overlay");
        boolean attachable = network.body().orElseThrow().path("Attachable").asBoolean();
        // The engine names the driver of a network a moment after it was created.
        boolean known = !driver.isEmpty() && !present.driver().isEmpty();
        if (known && !driver.equals(present.driver())) {
            problems.add("The network " + network.name() + " exists with driver " + present.driver() + ", not " + driver
                    + "; remove it, or change the file");
        } else if (attachable && !present.attachable()) {
            problems.add("The network " + network.name() + " exists but is not attachable; remove it, or take"
                    + " 'attachable' out of the file");
        }
    }

    /** Where the swarm chooses the subnet, it may choose a large one. */
    private void check(NetworkRoom network) {
        if (network.isTooSmall() && !network.subnets().isEmpty()) {
            problems.add("The network " + network.network() + " is too small: " + network + "; give it a larger subnet"
                    + " (ipam), or put the services on several networks");
        }
    }

    private void check(ObjectKind kind, DesiredObject object, int limit) {
        if (object.isExternal()) {
            if (!observed.items(kind).containsKey(object.name())) {
                problems.add("The " + kind + " " + object.name() + " is external but does not exist; make it (docker "
                        + kind + " create " + object.name() + " FILE)"
                        + (kind == ObjectKind.SECRET ? " or name its source under 'secrets:' in deploy.yml" : ""));
            }
            return;
        }
        int length = object.name().length() + (hasVersion(object) ? 0 : Versioning.SUFFIX_LENGTH);
        if (length > LONGEST_OBJECT_NAME) {
            problems.add("The name of " + kind + " " + object.name() + " has " + length
                    + " characters with its version; the engine takes " + LONGEST_OBJECT_NAME
                    + ", so shorten its key or the stack's name");
        }
        object.content().ifPresent(content -> checkSize(kind, object, content.length(), limit));
    }

    private static boolean hasVersion(DesiredObject object) {
        return object.body().orElseThrow().path("Labels").has(Labels.OBJECT);
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
        if (service.name().length() > LONGEST_SERVICE_NAME) {
            problems.add("The service name " + service.name() + " has "
                    + service.name().length() + " characters; the engine takes " + LONGEST_SERVICE_NAME);
        }
        Placement placement = new Placement(service.body());
        boolean wantsTasks = service.body().at("/Mode/Replicated/Replicas").asInt(1) > 0;
        boolean global = service.body().path("Mode").has("Global");
        if (wantsTasks && !global && placement.candidates(nodes).isEmpty()) {
            problems.add("No node can run the service " + service.name() + " (" + placement.explain(nodes)
                    + "); change its placement or reservations, or add a node");
        }
    }
}
