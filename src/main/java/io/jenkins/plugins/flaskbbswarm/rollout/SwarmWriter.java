package io.jenkins.plugins.flaskbbswarm.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.EngineException;
import io.jenkins.plugins.flaskbbswarm.engine.Filters;
import io.jenkins.plugins.flaskbbswarm.engine.RegistryAuth;
import io.jenkins.plugins.flaskbbswarm.engine.RegistryLogins;
import io.jenkins.plugins.flaskbbswarm.engine.SecretsOrConfigs;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.plan.Action;
import io.jenkins.plugins.flaskbbswarm.plan.CredentialConfig;
import io.jenkins.plugins.flaskbbswarm.plan.ExternalReplicas;
import io.jenkins.plugins.flaskbbswarm.plan.FieldChange;
import io.jenkins.plugins.flaskbbswarm.plan.ObjectKind;
import io.jenkins.plugins.flaskbbswarm.plan.ServiceChanges;
import io.jenkins.plugins.flaskbbswarm.plan.ServiceUpdate;
import io.jenkins.plugins.flaskbbswarm.plan.SwarmInventory;
import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;
import io.jenkins.plugins.flaskbbswarm.stack.Labels;

import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Carries single actions out. Each may be repeated: what exists already as wanted is success, and a write of which
 * nobody knows whether it happened is looked up before it is tried again.
 */
final class SwarmWriter {
    private static final Set<String> PREDEFINED = Set.of("host", "bridge");
    private static final int MOST_TRIES = 5;
    private static final Duration PORT_PATIENCE = Duration.ofSeconds(10);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final Pattern NETWORK_NOT_FOUND = Pattern.compile("network (\\S+) not found");

    private final Engine engine;
    private final RegistryLogins auth;
    private final UnaryOperator<String> networkName;
    private final Map<String, ObjectNode> networks;
    private final Map<String, String> secretIds = new ConcurrentHashMap<>();
    private final Map<String, String> configIds = new ConcurrentHashMap<>();
    private final Map<String, String> networkNames = new ConcurrentHashMap<>();
    private final Written written = new Written();
    private final StoredSpecs stored;

    /**
     * @param networks how to make the stack's networks, by name
     * @param auth handed to the nodes that pull the services' images
     * @param apiVersion that was agreed on with the engine
     */
    SwarmWriter(
            Engine engine,
            SwarmInventory observed,
            Map<String, ObjectNode> networks,
            RegistryLogins auth,
            String apiVersion,
            EventSink events) {
        this.engine = engine;
        this.networks = Map.copyOf(networks);
        this.auth = auth;
        observed.secrets().values().forEach(secret -> secretIds.put(secret.name(), secret.id()));
        observed.configs().values().forEach(config -> configIds.put(config.name(), config.id()));
        UnaryOperator<String> before = observed.networkNames();
        this.networkName = target -> networkNames.getOrDefault(target, before.apply(target));
        this.stored = new StoredSpecs(apiVersion, events, networkName);
    }

    /** Turns the IDs of networks into names, those made by this writer included. */
    UnaryOperator<String> networkNames() {
        return networkName;
    }

    /** What was written so far. */
    Written written() {
        return written;
    }

    /** What the engine keeps of the service specs that were written. */
    StoredSpecs stored() {
        return stored;
    }

    /** What registries are told. */
    RegistryLogins auth() {
        return auth;
    }

    void create(Action.CreateNetwork network) throws InterruptedException {
        written.network(network.name());
        String id =
                IdempotentCreate.once(() -> engine.networks().create(network.body()), () -> networkId(network.name()));
        networkNames.put(id, network.name());
    }

    /** The swarm's own network of that name, which is listed before what nodes still have of removed ones. */
    private Optional<String> networkId(String name) throws InterruptedException {
        return engine.networks().list(Filters.none().and("name", name)).stream()
                .filter(network -> name.equals(network.path("Name").asText()))
                .map(network -> network.path("Id").asText())
                .findFirst();
    }

    void create(Action.CreateObject object) throws InterruptedException {
        written.object(object.kind(), object.name());
        ObjectNode body = object.body().deepCopy();
        byte[] bytes = object.content().bytes();
        if (bytes.length > 0) {
            body.put("Data", Base64.getEncoder().encodeToString(bytes));
        }
        java.util.Arrays.fill(bytes, (byte) 0);
        ids(object.kind()).put(object.name(), createOrFind(objects(object.kind()), object.name(), body));
    }

    /** A version's name, or a label, says what is in an object, so one that exists already will do. */
    private static String createOrFind(SecretsOrConfigs objects, String name, ObjectNode body)
            throws InterruptedException {
        JsonNode version = body.path("Labels").path(Labels.VERSION);
        return IdempotentCreate.once(() -> objects.create(body), () -> objects.inspect(name)
                .filter(present ->
                        present.at("/Spec/Labels").path(Labels.VERSION).equals(version))
                .map(present -> present.path("ID").asText()));
    }

    /** Makes a service and returns its ID. */
    String create(String name, ObjectNode spec) throws InterruptedException {
        written.service(name, spec);
        stored.created(name, spec);
        return IdempotentCreate.once(
                () -> withNetworks(spec, () -> engine.services()
                        .create(withIds(spec), auth.of(registry(spec)))
                        .id()),
                () -> engine.services()
                        .inspect(name)
                        .filter(present -> isStored(present, spec))
                        .map(present -> present.path("ID").asText()));
    }

    /**
     * Makes a service's spec the wanted one. When the engine says that the service moved meanwhile, only its version
     * may have, or replicas that are not ours.
     *
     * @throws ServiceChanged if somebody changed its spec
     */
    void update(SwarmInventory.Service before, ObjectNode wanted) throws InterruptedException {
        update(before, wanted, false);
    }

    /**
     * The same.
     *
     * @param runAgain whether tasks are to be started anew though their spec stays
     */
    void update(SwarmInventory.Service before, ObjectNode wanted, boolean runAgain) throws InterruptedException {
        written.service(before.name(), wanted);
        long version = before.version();
        JsonNode last = before.spec();
        for (int attempt = 1; ; attempt++) {
            ObjectNode body = withIds(wanted);
            ExternalReplicas.keep(body, last);
            stored.updated(before.name(), wanted, last);
            ObjectNode sent = ServiceUpdate.body(body, last, runAgain, networkName);
            Optional<RegistryAuth> login = auth.forPresent(registry(sent));
            if (login.isEmpty()) {
                keepLogin(sent, last);
            }
            try {
                long index = version;
                withNetworks(wanted, () -> engine.services().update(before.id(), index, sent, login));
                return;
            } catch (EngineException e) {
                if (!e.isOutOfSequence() && !e.isAmbiguous() || attempt == MOST_TRIES) {
                    throw e;
                }
                JsonNode present = engine.services().inspect(before.id()).orElseThrow(() -> e);
                if (isStored(present, wanted)
                        && loginLabel(present.path("Spec")).equals(loginLabel(sent))
                        && !(runAgain && forced(present.path("Spec")) == forced(before.spec()))) {
                    return;
                }
                List<FieldChange> changes = ServiceChanges.between(before.spec(), present.path("Spec"), networkName);
                if (!changes.isEmpty()) {
                    throw new ServiceChanged(before.name(), changes);
                }
                version = present.at("/Version/Index").asLong();
                last = present.path("Spec");
            }
        }
    }

    private static long forced(JsonNode spec) {
        return spec.at("/TaskTemplate/ForceUpdate").asLong();
    }

    /** Without a login the engine keeps the one that it has, and so its label stays true. */
    private static void keepLogin(ObjectNode sent, JsonNode present) {
        JsonNode label = loginLabel(present);
        if (label.isTextual()) {
            sent.withObject("/Labels").set(Labels.LOGIN, label);
        } else if (sent.path("Labels") instanceof ObjectNode labels) {
            labels.remove(Labels.LOGIN);
        }
    }

    private static JsonNode loginLabel(JsonNode spec) {
        return spec.path("Labels").path(Labels.LOGIN);
    }

    private interface Write<T> {
        T send() throws InterruptedException;
    }

    /**
     * A network that was just removed is still listed by the nodes that used it, and so looks as if it were there. When
     * the swarm itself does not know it, it is made anew.
     */
    private <T> T withNetworks(ObjectNode spec, Write<T> write) throws InterruptedException {
        rememberPredefined(spec);
        try {
            return whenPortsAreFree(write);
        } catch (EngineException e) {
            Optional<String> missing = e.engineMessage()
                    .map(NETWORK_NOT_FOUND::matcher)
                    .filter(Matcher::matches)
                    .map(found -> found.group(1));
            if (missing.isEmpty() || !networks.containsKey(missing.get())) {
                throw e;
            }
            ObjectNode body = networks.get(missing.get()).deepCopy();
            body.remove("CheckDuplicate");
            create(new Action.CreateNetwork(missing.get(), body));
            return whenPortsAreFree(write);
        }
    }

    /**
     * A port that another service of the plan has just given up is taken for a moment longer, until the engine has
     * noticed. One that stays taken was refused before anything was written.
     */
    private static <T> T whenPortsAreFree(Write<T> write) throws InterruptedException {
        long deadline = System.nanoTime() + PORT_PATIENCE.toNanos();
        while (true) {
            try {
                return write.send();
            } catch (EngineException e) {
                boolean isTaken = e.engineMessage()
                        .filter(message -> message.contains("is already in use by service"))
                        .isPresent();
                if (!isTaken || System.nanoTime() > deadline) {
                    throw e;
                }
                Thread.sleep(LOOK_AGAIN.toMillis());
            }
        }
    }

    /** Changes nothing if the object has gone. */
    void update(Action.UpdateLabels update) throws InterruptedException {
        Optional<JsonNode> present = objects(update.kind()).inspect(update.id());
        if (present.isPresent()) {
            ObjectNode spec = present.get().path("Spec").deepCopy();
            ObjectNode labels = spec.putObject("Labels");
            update.labels().forEach(labels::put);
            objects(update.kind())
                    .update(update.id(), present.get().at("/Version/Index").asLong(), spec);
        }
    }

    /** The engine turns the names of networks into IDs, also of those that it does not list. */
    private void rememberPredefined(ObjectNode spec) throws InterruptedException {
        for (JsonNode attached : spec.at("/TaskTemplate/Networks")) {
            String name = attached.path("Target").asText();
            if (PREDEFINED.contains(name) && !networkNames.containsValue(name)) {
                engine.networks()
                        .inspectOfSwarm(name)
                        .ifPresent(
                                network -> networkNames.put(network.path("Id").asText(), name));
            }
        }
    }

    void remove(Action.RemoveObject object) throws InterruptedException {
        objects(object.kind()).remove(object.id());
    }

    /** Removes a service. */
    void remove(SwarmInventory.Service service) throws InterruptedException {
        written.removal(service.name());
        engine.services().remove(service.id());
    }

    private boolean isStored(JsonNode service, ObjectNode wanted) {
        stored.look(service);
        JsonNode present = service.path("Spec");
        return ServiceChanges.isNone(present, stored.of(present.path("Name").asText(), wanted), networkName);
    }

    /** A service's nodes get the login of the registry that its image is in, and of no other. */
    private static String registry(ObjectNode spec) {
        return ImageReference.parse(spec.at("/TaskTemplate/ContainerSpec/Image").asText())
                .registry();
    }

    /** The engine wants the IDs of secrets and configs beside their names. */
    private ObjectNode withIds(ObjectNode spec) {
        ObjectNode copy = spec.deepCopy();
        JsonNode container = copy.at("/TaskTemplate/ContainerSpec");
        CredentialConfig.name(container).map(configIds::get).ifPresent(id -> CredentialConfig.set(container, id));
        container.path("Secrets").forEach(item -> putId((ObjectNode) item, "SecretName", "SecretID", secretIds));
        container.path("Configs").forEach(item -> putId((ObjectNode) item, "ConfigName", "ConfigID", configIds));
        return copy;
    }

    private static void putId(ObjectNode item, String nameField, String idField, Map<String, String> ids) {
        String id = ids.get(item.path(nameField).asText());
        if (id != null) {
            item.put(idField, id);
        }
    }

    private SecretsOrConfigs objects(ObjectKind kind) {
        return kind == ObjectKind.SECRET ? engine.secrets() : engine.configs();
    }

    private Map<String, String> ids(ObjectKind kind) {
        return kind == ObjectKind.SECRET ? secretIds : configIds;
    }
}
