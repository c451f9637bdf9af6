package io.jenkins.plugins.flaskbbswarm.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.stack.Labels;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The swarm as it was found, each map by name.
 *
 * @param services those of the stack
 * @param networks all of the swarm
 * @param secrets all of the swarm
 * @param configs all of the swarm but the stack's lock
 * @param others the services of other stacks, and those of none
 */
public record SwarmInventory(
        Map<String, Service> services,
        Map<String, Network> networks,
        Map<String, Item> secrets,
        Map<String, Item> configs,
        List<Service> others) {
    /** A swarm without other stacks. */
    public SwarmInventory(
            Map<String, Service> services,
            Map<String, Network> networks,
            Map<String, Item> secrets,
            Map<String, Item> configs) {
        this(services, networks, secrets, configs, List.of());
    }

    /** A swarm with nothing in it. */
    public static final SwarmInventory NOTHING = new SwarmInventory(Map.of(), Map.of(), Map.of(), Map.of());

    /**
     * A service.
     *
     * @param version the engine's index, which an update must name
     * @param spec as the engine gives it
     */
    public record Service(String id, String name, long version, ObjectNode spec) {
        /** One as the engine tells it. */
        public static Service of(JsonNode service) {
            ObjectNode spec = (ObjectNode) service.path("Spec");
            return new Service(
                    service.path("ID").asText(),
                    spec.path("Name").asText(),
                    service.at("/Version/Index").asLong(),
                    spec);
        }

        /** Whether its tasks are to end: of a release, or a part of the stack. */
        public boolean isJob() {
            return Jobs.isJob(spec);
        }

        /** Whether this is a one-shot job of a release rather than a part of the stack. */
        public boolean isJobOfRelease() {
            return spec.path("Labels").has(Labels.JOB);
        }

        /** The number of the release that has this beside a service, to try its new spec. */
        public Optional<String> canaryOf() {
            return Optional.ofNullable(spec.path("Labels").get(Labels.CANARY)).map(JsonNode::asText);
        }

        /** Whether this goes with its release: a one-shot job, or a canary. */
        public boolean isTemporary() {
            return isJobOfRelease() || canaryOf().isPresent();
        }
    }

    /**
     * A network; {@code scope} is {@code swarm} for those that services can use.
     *
     * @param subnets those of IPv4
     * @param json all that the engine says of it
     */
    public record Network(
            String id,
            String name,
            String driver,
            String scope,
            boolean attachable,
            Map<String, String> labels,
            List<Subnet> subnets,
            JsonNode json) {
        /** One of which no more is known. */
        public Network(
                String id,
                String name,
                String driver,
                String scope,
                boolean attachable,
                Map<String, String> labels,
                List<Subnet> subnets) {
            this(id, name, driver, scope, attachable, labels, subnets, json(driver, attachable, subnets));
        }

        private static JsonNode json(String driver, boolean attachable, List<Subnet> subnets) {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            json.put("Driver", driver).put("Attachable", attachable);
            subnets.forEach(subnet ->
                    json.withObject("/IPAM").withArray("Config").addObject().put("Subnet", subnet.text()));
            return json;
        }

        /** An overlay of which nothing but the name matters. */
        public static Network named(String name) {
            return new Network(name, name, "overlay", "swarm", false, Map.of(), List.of());
        }
    }

    /**
     * A secret or config: what is known without its data.
     *
     * @param created when, as the engine writes it; later ones sort later
     * @param spec as the engine lists it: of a config with its data
     */
    public record Item(String id, String name, String created, Map<String, String> labels, JsonNode spec) {
        /** One of which no more is known. */
        public Item(String id, String name, String created, Map<String, String> labels) {
            this(id, name, created, labels, JsonNodeFactory.instance.objectNode());
        }

        /** The name without the version, if this is a version of an object that we keep for {@code stack}. */
        public Optional<String> versionOf(Namespace stack) {
            return stack.name().equals(labels.get(Namespace.LABEL))
                    ? Optional.ofNullable(labels.get(Labels.OBJECT))
                    : Optional.empty();
        }
    }

    /** The specs of the stack's services, by name, with networks by name too: so they hold after these are made anew. */
    public SortedMap<String, ObjectNode> specs() {
        SortedMap<String, ObjectNode> specs = new TreeMap<>();
        UnaryOperator<String> names = networkNames();
        services.values().stream()
                .filter(service -> !service.isTemporary())
                .forEach(service -> specs.put(service.name(), withNetworkNames(service.spec(), names)));
        return specs;
    }

    /**
     * A copy of a service spec that calls its networks by name.
     *
     * @param names turns the ID of a network into its name
     */
    public static ObjectNode withNetworkNames(ObjectNode spec, UnaryOperator<String> names) {
        ObjectNode copy = spec.deepCopy();
        copy.at("/TaskTemplate/Networks").forEach(network -> ((ObjectNode) network)
                .put("Target", names.apply(network.path("Target").asText())));
        return copy;
    }

    /** The secrets or the configs. */
    public Map<String, Item> items(ObjectKind kind) {
        return kind == ObjectKind.SECRET ? secrets : configs;
    }

    /** Names of the networks that a service spec names or refers to. */
    public Set<String> networksOf(JsonNode spec) {
        UnaryOperator<String> names = networkNames();
        Set<String> used = new TreeSet<>();
        spec.at("/TaskTemplate/Networks")
                .forEach(network -> used.add(names.apply(network.path("Target").asText())));
        return used;
    }

    /** Turns the IDs of networks into their names. */
    public UnaryOperator<String> networkNames() {
        Map<String, String> names =
                networks.values().stream().collect(Collectors.toMap(Network::id, Network::name, (one, other) -> one));
        return target -> names.getOrDefault(target, target);
    }
}
