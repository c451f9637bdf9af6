package io.jenkins.plugins.flaskbbswarm.preview;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.flaskbbswarm.deploy.DeployConfig;
import io.jenkins.plugins.flaskbbswarm.images.TrustedCa;
import io.jenkins.plugins.flaskbbswarm.preview.config.PreviewConfig;
import io.jenkins.plugins.flaskbbswarm.preview.config.PreviewSettings;
import io.jenkins.plugins.flaskbbswarm.preview.config.PullRequest;
import io.jenkins.plugins.flaskbbswarm.rollout.RolloutOptions;
import io.jenkins.plugins.flaskbbswarm.secrets.SecretSource;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What somebody has to know who ends a preview later, when the files that it was made of are gone. No value of a secret
 * is in it, and no place of one but IDs of Jenkins credentials: {@code deploy.yml} came with a pull request, and whoever
 * ends the preview shall not read variables or files for it that the build could not have read.
 *
 * @param host the engine, as the build would have found it; empty for its machine's own
 * @param certificates folder with those of a client, on the build's machine; may be empty
 * @param registry that the images of jobs come from; at most one
 * @param database its server; at most one
 * @param redis likewise; none if each preview has its own, which needs no address to be removed
 * @param tags how those of its images go; at most one
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PreviewDescriptor(
        String stack,
        String repository,
        int pullRequest,
        String host,
        String certificates,
        List<Registry> registry,
        List<Server> database,
        List<Server> redis,
        List<Tags> tags) {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final int LONGEST_NAME = 500;

    /** Name of no preview: a sweep leaves the preview alone that it sweeps for. */
    private static final String NOBODY = "flaskbb-swarm-sweep";

    public PreviewDescriptor {
        stack = name(stack);
        repository = name(repository);
        host = name(host);
        certificates = certificates == null ? "" : certificates;
        registry = registry == null ? List.of() : List.copyOf(registry);
        database = database == null ? List.of() : List.copyOf(database);
        redis = redis == null ? List.of() : List.copyOf(redis);
        tags = tags == null ? List.of() : List.copyOf(tags);
    }

    /** Whoever reads the descriptions of many keeps and shows these. */
    private static String name(String text) {
        if (text != null && text.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("longer than " + LONGEST_NAME + " characters");
        }
        return text == null ? "" : text;
    }

    /** @param credential ID of the one with the password; empty if it came from elsewhere */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Registry(String address, String username, String credential) {}

    /**
     * How the tags of images go.
     *
     * @param ca who signs the registry's certificate, in PEM; those that Java trusts if empty
     * @param tokenHosts who may be given its login besides itself
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Tags(String ca, List<String> tokenHosts) {
        public Tags {
            tokenHosts = tokenHosts == null ? List.of() : List.copyOf(tokenHosts);
        }

        private PreviewSettings.Tags settings() {
            return new PreviewSettings.Tags(text(ca).map(TrustedCa::parse), Set.copyOf(tokenHosts));
        }
    }

    /**
     * A server, and the job that talks to it.
     *
     * @param credential ID of the one with its address; empty if the address came from elsewhere
     * @param image of the job; empty if there is none
     * @param timeout in seconds
     * @param ca who signs the server's certificate, in PEM; empty if none is verified
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Server(
            String credential, String image, List<String> networks, List<String> constraints, long timeout, String ca) {
        public Server {
            ca = ca == null ? "" : ca;
        }

        private PreviewSettings.Database database(SecretSource admin) {
            return new PreviewSettings.Database(
                    "",
                    admin,
                    job(),
                    Optional.empty(),
                    PreviewSettings.Database.CONNECTIONS,
                    PreviewDescriptor.text(ca));
        }

        private PreviewSettings.Redis redis(SecretSource url) {
            return new PreviewSettings.Redis(
                    "", Optional.of(url), 0, Optional.of(job()).filter(job -> !image.isEmpty()));
        }

        private PreviewSettings.Job job() {
            return new PreviewSettings.Job(image, networks, constraints, Duration.ofSeconds(timeout));
        }
    }

    /**
     * Of a preview that is about to be made.
     *
     * @param environment of the build
     */
    public static PreviewDescriptor of(PreviewConfig config, Map<String, String> environment) {
        PreviewSettings settings = config.settings();
        DeployConfig.Engine engine = config.deploy().engine();
        boolean usesTls = !environment.getOrDefault("DOCKER_TLS_VERIFY", "").isEmpty();
        Optional<String> usual = Optional.ofNullable(environment.get("DOCKER_CERT_PATH"))
                .filter(path -> usesTls && engine.host().isEmpty());
        return new PreviewDescriptor(
                settings.stack().name(),
                settings.repository(),
                config.pullRequest().number(),
                engine.host().orElse(environment.getOrDefault("DOCKER_HOST", "")),
                engine.certificates().map(Path::toString).or(() -> usual).orElse(""),
                config.deploy().registry().map(PreviewDescriptor::registry).stream()
                        .toList(),
                settings.database().map(it -> server(it.admin(), Optional.of(it.job()), it.ca())).stream()
                        .toList(),
                settings.redis().flatMap(it -> it.url().map(url -> server(url, it.job(), Optional.empty()))).stream()
                        .toList(),
                settings.tags().map(PreviewDescriptor::tags).stream().toList());
    }

    private static Tags tags(PreviewSettings.Tags settings) {
        return new Tags(
                settings.ca().map(TrustedCa::pem).orElse(""),
                settings.tokenHosts().stream().sorted().toList());
    }

    private static Registry registry(DeployConfig.Registry registry) {
        return new Registry(registry.address(), registry.username(), credential(registry.password()));
    }

    private static Server server(SecretSource source, Optional<PreviewSettings.Job> job, Optional<String> ca) {
        return new Server(
                credential(source),
                job.map(PreviewSettings.Job::image).orElse(""),
                job.map(PreviewSettings.Job::networks).orElse(List.of()),
                job.map(PreviewSettings.Job::constraints).orElse(List.of()),
                job.map(PreviewSettings.Job::timeout).orElse(Duration.ZERO).toSeconds(),
                ca.orElse(""));
    }

    private static String credential(SecretSource source) {
        return source instanceof SecretSource.Credential credential ? credential.id() : "";
    }

    /** @throws IllegalArgumentException if it is none */
    public static PreviewDescriptor parse(String json) {
        try {
            return Optional.ofNullable(JSON.readValue(json, PreviewDescriptor.class))
                    .orElseThrow(() -> new IllegalArgumentException("Not a description of a preview: it is empty"));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not a description of a preview: " + e.getOriginalMessage(), e);
        }
    }

    public String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * For {@link PreviewDown}.
     *
     * @param admin of the database server; without it a database is told to be left
     * @param server of Redis; without it keys are left until the number is given to another
     */
    public PreviewConfig toEnd(Optional<SecretSource> admin, Optional<SecretSource> server) {
        return config(new Namespace(stack), pullRequest, admin, server);
    }

    /** For a {@link PreviewSweep} of all previews of its repository; otherwise like {@link #toEnd}. */
    public PreviewConfig toSweep(Optional<SecretSource> admin, Optional<SecretSource> server) {
        return config(new Namespace(NOBODY), 0, admin, server);
    }

    private PreviewConfig config(
            Namespace name, int number, Optional<SecretSource> admin, Optional<SecretSource> server) {
        PreviewSettings settings = new PreviewSettings(
                name,
                repository,
                "",
                "",
                "/",
                Map.of(),
                "",
                Duration.ZERO,
                List.of(),
                database.stream().findFirst().flatMap(it -> admin.map(it::database)),
                redis.stream().findFirst().flatMap(it -> server.map(it::redis)),
                tags.stream().findFirst().map(Tags::settings),
                Optional.empty(),
                new PreviewSettings.Limits(0, 0, 0, 0, PreviewSettings.Each.DEFAULT, PreviewSettings.Task.DEFAULT),
                new PreviewSettings.Policy(
                        Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), List.of(), false, false));
        return new PreviewConfig(
                deploy(name), settings, PullRequest.of(number), Set.of(), new TreeMap<>(), Optional.empty());
    }

    private DeployConfig deploy(Namespace name) {
        return new DeployConfig(
                Path.of(""),
                name,
                new DeployConfig.Engine(text(host), text(certificates).map(Path::of)),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                Map.of(),
                Optional.empty(),
                RolloutOptions.DEFAULT,
                Optional.empty(),
                1);
    }

    private static Optional<String> text(String text) {
        return Optional.of(text).filter(it -> !it.isEmpty());
    }
}
