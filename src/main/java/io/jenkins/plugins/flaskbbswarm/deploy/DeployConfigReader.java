package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.compose.read.Durations;
import io.jenkins.plugins.flaskbbswarm.images.ImageBuild;
import io.jenkins.plugins.flaskbbswarm.rollout.OnAbort;
import io.jenkins.plugins.flaskbbswarm.rollout.Probe;
import io.jenkins.plugins.flaskbbswarm.rollout.RolloutOptions;
import io.jenkins.plugins.flaskbbswarm.rollout.StrategySettings;
import io.jenkins.plugins.flaskbbswarm.secrets.SecretSource;
import io.jenkins.plugins.flaskbbswarm.secrets.SecretSourceReader;
import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;
import io.jenkins.plugins.flaskbbswarm.yaml.Fields;
import io.jenkins.plugins.flaskbbswarm.yaml.Problems;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlList;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlNode;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlScalar;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The fields of {@code deploy.yml}, top to bottom. Problems are noted; what is absent gets its default. */
final class DeployConfigReader {
    private static final int KEEP = 10;
    private static final int HIGHEST = 100_000;

    private final Fields file;
    private final Path directory;
    private final SecretSourceReader sources;
    private final Problems problems;

    DeployConfigReader(Fields file, Path directory, Problems problems) {
        this.file = file;
        this.directory = directory;
        this.sources = new SecretSourceReader(directory);
        this.problems = problems;
    }

    /** Empty if a field without which there is nothing to deploy is absent or wrong. */
    Optional<DeployConfig> read(Map<String, String> variables) {
        file.require("stack", "give the stack a name");
        Optional<Namespace> stack = parsed(file, "stack", Namespace::new);
        DeployConfig.Engine engine = engine();
        Optional<DeployConfig.Engine> builder = file.fields("build").map(this::builder);
        Optional<DeployConfig.Registry> registry =
                file.fields("registry").flatMap(fields -> RegistryFields.read(fields, sources));
        List<DeployConfig.Image> images = images();
        List<Path> files = texts(file, "files", "name at least one Compose file").stream()
                .map(text -> path(file, "files", text))
                .toList();
        List<String> profiles = file.texts("profiles");
        Map<String, SecretSource> secrets = secrets();
        Map<String, DeployConfig.Network> networks = networks();
        Optional<DeployConfig.Migration> migration = file.fields("migration").flatMap(this::migration);
        Optional<Probe> probe = file.fields("probe").flatMap(this::probe);
        Optional<Fields> limits = file.fields("rollout");
        StrategySettings strategies = new StrategyReader(probe).read(limits, file.fields("canary"));
        RolloutOptions rollout =
                limits.map(this::rollout).orElse(RolloutOptions.DEFAULT).with(strategies);
        if (strategies.hasCanaries()) {
            migration.ifPresent(this::requireBothSchemas);
        }
        int keep = count(file, "keep", KEEP);
        return stack.map(name -> new DeployConfig(
                directory, name, engine, builder, registry, variables, images, files, profiles, secrets, networks,
                migration, rollout, probe, keep));
    }

    private DeployConfig.Engine engine() {
        return file.fields("engine")
                .map(this::engine)
                .orElse(new DeployConfig.Engine(Optional.empty(), Optional.empty()));
    }

    private DeployConfig.Engine builder(Fields fields) {
        fields.require("host", "name the engine that builds, as engine.host does");
        return engine(fields);
    }

    private DeployConfig.Engine engine(Fields fields) {
        DeployConfig.Engine read = new DeployConfig.Engine(
                fields.text("host"), fields.text("certificates").map(text -> path(fields, "certificates", text)));
        fields.refuseOthers();
        return read;
    }

    private List<DeployConfig.Image> images() {
        List<DeployConfig.Image> images = new ArrayList<>();
        file.fields("images")
                .ifPresent(all -> all.named().forEach(image -> image(image).ifPresent(images::add)));
        return images;
    }

    private Optional<DeployConfig.Image> image(Fields.Named named) {
        Fields fields = named.fields();
        fields.require("name", "write registry/repository, for example \"${REGISTRY}/" + named.name() + "\"");
        Optional<ImageReference> name = parsed(fields, "name", ImageReference::parse);
        name.filter(image -> image.tag().isPresent() || image.digest().isPresent())
                .ifPresent(image -> fields.error("name", "must not have a tag", "put it under 'tags'"));
        List<String> tags = fields.texts("tags");
        name.ifPresent(image -> tags.forEach(tag -> noted(fields, "tags", () -> ImageBuild.tagged(image, tag))));
        DeployConfig.Image image = new DeployConfig.Image(
                named.name(),
                path(fields, "context", fields.text("context").orElse(".")),
                fields.text("dockerfile").orElse("Dockerfile"),
                fields.text("target"),
                scalars(fields, "args"),
                fields.text("name").orElse(""),
                tags.isEmpty() ? List.of("latest") : tags);
        fields.refuseOthers();
        return name.map(present -> image);
    }

    private Map<String, SecretSource> secrets() {
        Map<String, SecretSource> secrets = new LinkedHashMap<>();
        file.fields("secrets").ifPresent(all -> all.names()
                .forEach(name -> sources.any(all, name).ifPresent(source -> secrets.put(name, source))));
        return secrets;
    }

    private Map<String, DeployConfig.Network> networks() {
        Map<String, DeployConfig.Network> networks = new LinkedHashMap<>();
        Optional<Fields> all = file.fields("networks");
        for (String name : all.map(Fields::names).orElse(List.of())) {
            networks.put(
                    name,
                    all.get().fields(name).map(DeployConfigReader::network).orElse(DeployConfigReader.OVERLAY));
        }
        return networks;
    }

    private static final DeployConfig.Network OVERLAY = new DeployConfig.Network("overlay", false, false, false);

    private static DeployConfig.Network network(Fields fields) {
        DeployConfig.Network network = new DeployConfig.Network(
                fields.text("driver").orElse("overlay"),
                fields.bool("attachable").orElse(false),
                fields.bool("internal").orElse(false),
                fields.bool("encrypted").orElse(false));
        fields.refuseOthers();
        return network;
    }

    private Optional<DeployConfig.Migration> migration(Fields fields) {
        fields.require("service", "name the service whose image and secrets the migration uses");
        Optional<String> service = fields.text("service");
        List<String> command = texts(fields, "command", "write what to run, as in [db-upgrade]");
        Duration timeout = duration(fields, "timeout", Duration.ofMinutes(10));
        DeployConfig.WayBack back = new WayBackReader(fields).read();
        fields.refuseOthers();
        return service.map(name -> new DeployConfig.Migration(name, command, timeout, back));
    }

    /** Canaries run on the new schema together with the old code. */
    private void requireBothSchemas(DeployConfig.Migration migration) {
        if (!migration.back().compatible() && migration.back().undo().isEmpty()) {
            file.error(
                    "migration",
                    "runs before the canaries, so that old and new code use the new schema together, and says neither that"
                            + " the old code can, nor how it is undone",
                    "write 'compatible: true' or an 'undo' there, or use the strategy rolling");
        }
    }

    private RolloutOptions rollout(Fields fields) {
        RolloutOptions usual = RolloutOptions.DEFAULT;
        RolloutOptions rollout = new RolloutOptions(
                duration(fields, "deadline", usual.deadline()),
                duration(fields, "healthy", usual.healthy()),
                duration(fields, "monitor", usual.monitor()),
                count(fields, "failures", usual.failures()),
                count(fields, "parallel", usual.parallel()),
                onAbort(fields, usual.onAbort()),
                isOrdered(fields),
                usual.strategies());
        fields.refuseOthers();
        return rollout;
    }

    private static boolean isOrdered(Fields fields) {
        Optional<String> order = fields.text("order");
        if (order.filter(text -> !text.equals("depends_on")).isPresent()) {
            fields.error("order", "'" + order.get() + "' is not a valid order", "write depends_on, or leave it out");
        }
        return order.isPresent();
    }

    private static OnAbort onAbort(Fields fields, OnAbort usual) {
        Optional<String> text = fields.text("on-abort");
        if (text.isEmpty()) {
            return usual;
        }
        return switch (text.get()) {
            case "rollback" -> OnAbort.ROLLBACK;
            case "leave" -> OnAbort.LEAVE;
            default -> {
                fields.error(
                        "on-abort", "'" + text.get() + "' is neither rollback nor leave", "the default is rollback");
                yield usual;
            }
        };
    }

    private Optional<Probe> probe(Fields fields) {
        fields.require("url", "write the address to get, as in http://bb.example.org/");
        Optional<URI> url = parsed(fields, "url", URI::create);
        Optional<String> host = fields.text("host");
        int status = count(fields, "status", 200);
        Optional<String> text = fields.text("text");
        Duration timeout = duration(fields, "timeout", Duration.ofMinutes(1));
        Optional<Path> ca = fields.text("ca").map(pem -> path(fields, "ca", pem));
        fields.refuseOthers();
        return url.flatMap(address -> noted(fields, "url", () -> new Probe(address, host, status, text, timeout, ca)));
    }

    private static Map<String, String> scalars(Fields fields, String name) {
        Map<String, String> values = new LinkedHashMap<>();
        Optional<Fields> all = fields.fields(name);
        for (String key : all.map(Fields::names).orElse(List.of())) {
            Optional<YamlNode> node = all.get().node(key);
            if (node.isPresent() && node.get() instanceof YamlScalar scalar) {
                values.put(key, scalar.text());
            } else {
                all.get().error(key, "must be a text", "");
            }
        }
        return values;
    }

    /** At least one text; {@code remedy} says what is wanted. */
    static List<String> texts(Fields fields, String name, String remedy) {
        fields.require(name, remedy);
        boolean isEmptyList = fields.node(name)
                .filter(node -> node instanceof YamlList list && list.items().isEmpty())
                .isPresent();
        if (isEmptyList) {
            fields.error(name, "this list is empty", remedy);
        }
        return fields.texts(name);
    }

    static int count(Fields fields, String name, int usual) {
        return fields.count(name, 1, HIGHEST, usual);
    }

    private static Duration duration(Fields fields, String name, Duration usual) {
        Optional<String> text = fields.text(name);
        Optional<Duration> duration = text.flatMap(Durations::parse).filter(time -> !time.isNegative());
        if (text.isPresent() && duration.isEmpty()) {
            fields.error(name, "'" + text.get() + "' is not a valid duration", "write 30s, 5m or 1h30m");
        }
        return duration.orElse(usual);
    }

    private static <T> Optional<T> parsed(Fields fields, String name, Function<String, T> parser) {
        return fields.text(name).flatMap(text -> noted(fields, name, () -> parser.apply(text)));
    }

    private static <T> Optional<T> noted(Fields fields, String name, java.util.function.Supplier<T> value) {
        try {
            return Optional.of(value.get());
        } catch (IllegalArgumentException e) {
            fields.error(name, e.getMessage(), "");
            return Optional.empty();
        }
    }

    private Path path(Fields fields, String name, String text) {
        return noted(fields, name, () -> directory.resolve(text).normalize()).orElse(directory);
    }
}
