package io.jenkins.plugins.flaskbbswarm.preview.config;

import io.jenkins.plugins.flaskbbswarm.compose.read.Durations;
import io.jenkins.plugins.flaskbbswarm.deploy.DeployConfig;
import io.jenkins.plugins.flaskbbswarm.deploy.RegistryFields;
import io.jenkins.plugins.flaskbbswarm.images.TrustedCa;
import io.jenkins.plugins.flaskbbswarm.secrets.SecretSource;
import io.jenkins.plugins.flaskbbswarm.secrets.SecretSourceReader;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;
import io.jenkins.plugins.flaskbbswarm.text.BoundedFile;
import io.jenkins.plugins.flaskbbswarm.yaml.Fields;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The fields of {@code preview:}, top to bottom. Problems are noted; what is absent gets its default. */
public final class PreviewFields {
    private static final Duration TTL = Duration.ofHours(72);
    private static final Duration JOB_TIMEOUT = Duration.ofMinutes(2);
    private static final String REDIS_IMAGE = "redis:7";
    private static final Set<String> OFF_THE_MANAGERS = Set.of("node.role != manager", "node.role == worker");

    private final Fields fields;
    private final Path directory;
    private final PullRequest pullRequest;

    public PreviewFields(Fields fields, Path directory, PullRequest pullRequest) {
        this.fields = fields;
        this.directory = directory;
        this.pullRequest = pullRequest;
    }

    /** Empty if a field without which there can be no preview is absent or wrong. */
    public Optional<PreviewSettings> read() {
        fields.require("repository", "write what it is called, as in flaskbb/flaskbb");
        fields.require("name", "write a name for the stack, as in \"forum-pr-${PR}\"");
        fields.require("host", "write the name in its address, as in \"pr-${PR}.bb.example.org\"");
        Optional<String> repository = pullRequest.repository().or(() -> fields.text("repository"));
        fields.node("repository");
        Optional<Namespace> stack = fields.text("name").flatMap(this::stack);
        Optional<String> host = fields.text("host");
        String path = path();
        checkAddress(host.orElse("") + path);
        String address = fields.text("scheme").orElse("http") + "://" + host.orElse("") + path;
        String tag = fields.text("tag").orElseGet(this::tag);
        Optional<PreviewSettings.Tags> tags = tags(tag);
        Duration ttl = duration(fields, "ttl", TTL);
        List<Path> files =
                fields.texts("files").stream().map(directory::resolve).toList();
        Optional<DeployConfig.Registry> registry = fields.fields("registry")
                .flatMap(given -> RegistryFields.read(given, new SecretSourceReader(directory)));
        Map<String, String> variables =
                variables(host.orElse(""), path, tag, stack, registry.map(DeployConfig.Registry::address));
        Optional<PreviewSettings.Database> database = fields.fields("database").flatMap(this::database);
        Optional<PreviewSettings.Redis> redis = fields.fields("redis").flatMap(this::redis);
        PreviewSettings.Limits limits = LimitFields.read(fields.fields("limits"));
        PreviewSettings.Policy policy = policy(fields.fields("policy"));
        database.ifPresent(server -> checkNetworks(server.job(), policy));
        return stack.isEmpty() || repository.isEmpty()
                ? Optional.empty()
                : Optional.of(new PreviewSettings(
                        stack.get(),
                        repository.get(),
                        address,
                        host.orElse(""),
                        path,
                        variables,
                        tag,
                        ttl,
                        files,
                        database,
                        redis,
                        tags,
                        registry,
                        limits,
                        policy));
    }

    private Optional<Namespace> stack(String name) {
        if (!isOfThisPullRequest(name)) {
            fields.error("name", "is the same for all pull requests", "put ${PR} into it");
        }
        try {
            return Optional.of(new Namespace(name));
        } catch (IllegalArgumentException e) {
            fields.error("name", e.getMessage(), "");
            return Optional.empty();
        }
    }

    private void checkAddress(String address) {
        if (fields.node("host").isPresent() && !isOfThisPullRequest(address)) {
            fields.error("host", "is the same for all pull requests", "put ${PR} into it, or into 'path'");
        }
    }

    private boolean isOfThisPullRequest(String text) {
        return text.contains(Integer.toString(pullRequest.number()));
    }

    private String path() {
        String path = fields.text("path").orElse("/");
        if (!path.startsWith("/")) {
            fields.error("path", "'" + path + "' does not begin with a slash", "write \"/pr-${PR}\"");
        }
        return path;
    }

    private String tag() {
        String commit = pullRequest.variables().get("COMMIT");
        return "pr-" + pullRequest.number() + (commit.isEmpty() ? "" : "-" + commit);
    }

    /** A tag that two pull requests share must not go with one of them. */
    private Optional<PreviewSettings.Tags> tags(String tag) {
        boolean go = fields.bool("remove-tags").orElse(false);
        Optional<TrustedCa> ca = fields.text("registry-ca").flatMap(path -> ca(fields, "registry-ca", path));
        if (go && !tag.matches("(.*\\D)?" + pullRequest.number() + "(\\D.*)?")) {
            fields.error("tag", "is the same for all pull requests, so it cannot go with one", "put ${PR} into it");
        }
        Set<String> tokenHosts = Set.copyOf(fields.texts("registry-token-hosts"));
        return go ? Optional.of(new PreviewSettings.Tags(ca, tokenHosts)) : Optional.empty();
    }

    private Optional<TrustedCa> ca(Fields of, String name, String path) {
        String remedy = "name the PEM file of the " + (name.equals("ca") ? "server" : "registry") + "'s CA";
        try {
            return Optional.of(TrustedCa.parse(
                    new String(BoundedFile.read(directory.resolve(path)), StandardCharsets.ISO_8859_1)));
        } catch (IOException e) {
            of.error(name, "'" + path + "' cannot be read", remedy);
        } catch (IllegalArgumentException e) {
            of.error(name, "'" + path + "' " + e.getMessage(), remedy);
        }
        return Optional.empty();
    }

    /** The address in parts, for stack files; what {@code variables} says wins. */
    private Map<String, String> variables(
            String host, String path, String tag, Optional<Namespace> stack, Optional<String> registry) {
        Map<String, String> variables = new TreeMap<>(pullRequest.variables());
        variables.put("HOST", host);
        variables.put("PATH_PREFIX", path.equals("/") ? "" : path);
        variables.put("TAG", tag);
        stack.ifPresent(name -> variables.put("ROUTER", name.name()));
        registry.ifPresent(address -> variables.put("REGISTRY", address));
        Optional<Fields> own = fields.fields("variables");
        for (String name : own.map(Fields::names).orElse(List.of())) {
            own.get().text(name).ifPresent(value -> variables.put(name, value));
        }
        return variables;
    }

    private Optional<PreviewSettings.Database> database(Fields database) {
        database.require("secret", "name the secret that holds the connection");
        database.require("admin", "write {env: NAME} or {file: path}");
        Optional<String> secret = database.text("secret");
        Optional<SecretSource> admin = new SecretSourceReader(directory).given(database, "admin");
        PreviewSettings.Job job = job(database, "postgres:16");
        Optional<String> template = database.text("template");
        int connections = LimitFields.count(database, "connections", PreviewSettings.Database.CONNECTIONS);
        Optional<String> ca =
                database.text("ca").flatMap(path -> ca(database, "ca", path)).map(TrustedCa::pem);
        database.refuseOthers();
        return secret.isPresent() && admin.isPresent()
                ? Optional.of(new PreviewSettings.Database(secret.get(), admin.get(), job, template, connections, ca))
                : Optional.empty();
    }

    /** A preview that calls itself as the server does would be sent what is meant for that. */
    private void checkNetworks(PreviewSettings.Job job, PreviewSettings.Policy policy) {
        job.networks().stream()
                .filter(policy.networks()::contains)
                .forEach(
                        network -> fields.error(
                                "database",
                                "its job would be on the network " + network
                                        + ", which previews may join by preview.policy.networks" + " (rule networks)",
                                "have the server on a network that no preview joins, and name that in preview.database.networks"));
    }

    private Optional<PreviewSettings.Redis> redis(Fields redis) {
        redis.require("secret", "name the secret that holds the connection");
        Optional<String> secret = redis.text("secret");
        Optional<SecretSource> url = new SecretSourceReader(directory).given(redis, "url");
        boolean isShared = redis.node("url").isPresent();
        if (!isShared && redis.node("databases").isPresent()) {
            redis.error("databases", "is for a Redis that previews share", "remove it, or say which one in 'url'");
        }
        if (!isShared && redis.node("networks").isPresent()) {
            redis.error(
                    "networks", "is for a Redis that previews share", "remove it: each has its own Redis and network");
        }
        int databases = LimitFields.count(redis, "databases", 16);
        boolean hasJob = !isShared || redis.node("image").isPresent();
        PreviewSettings.Job job = job(redis, isShared ? "" : REDIS_IMAGE);
        redis.refuseOthers();
        return secret.isPresent() && isShared == url.isPresent()
                ? Optional.of(new PreviewSettings.Redis(
                        secret.get(), url, databases, Optional.of(job).filter(given -> hasJob)))
                : Optional.empty();
    }

    private static PreviewSettings.Job job(Fields fields, String image) {
        return new PreviewSettings.Job(
                fields.text("image").orElse(image),
                fields.texts("networks"),
                fields.texts("constraints"),
                duration(fields, "timeout", JOB_TIMEOUT));
    }

    private static PreviewSettings.Policy policy(Optional<Fields> given) {
        if (given.isEmpty()) {
            return new PreviewSettings.Policy(
                    Set.of(),
                    Set.of(),
                    Set.of(),
                    Set.of(),
                    Set.of(),
                    OFF_THE_MANAGERS,
                    PreviewSettings.Policy.OFF_THE_MANAGERS,
                    false,
                    false);
        }
        Fields fields = given.get();
        Set<String> constraints = new HashSet<>(OFF_THE_MANAGERS);
        constraints.addAll(fields.texts("constraints"));
        PreviewSettings.Policy policy = new PreviewSettings.Policy(
                Set.copyOf(fields.texts("networks")),
                Set.copyOf(fields.texts("secrets")),
                Set.copyOf(fields.texts("images")),
                Set.copyOf(fields.texts("labels")),
                Set.copyOf(fields.texts("variables")),
                constraints,
                fields.node("placement").isPresent()
                        ? fields.texts("placement")
                        : PreviewSettings.Policy.OFF_THE_MANAGERS,
                fields.bool("shared-redis").orElse(false),
                ownBuilder(fields));
        fields.refuseOthers();
        return policy;
    }

    private static boolean ownBuilder(Fields fields) {
        Optional<String> builder = fields.text("builder");
        if (builder.filter(text -> !text.equals("own")).isPresent()) {
            fields.error(
                    "builder",
                    "'" + builder.get() + "' is not a valid builder",
                    "write own to have pull requests built on build.host only, or leave it out");
        }
        return builder.isPresent();
    }

    private static Duration duration(Fields fields, String name, Duration usual) {
        Optional<String> text = fields.text(name);
        Optional<Duration> duration =
                text.flatMap(Durations::parse).filter(time -> !time.isNegative() && !time.isZero());
        if (text.isPresent() && duration.isEmpty()) {
            fields.error(name, "'" + text.get() + "' is not a valid duration", "write 30s, 5m or 72h");
        }
        return duration.orElse(usual);
    }
}
