package io.jenkins.plugins.flaskbbswarm.preview.config;

import io.jenkins.plugins.flaskbbswarm.deploy.DeployConfig;
import io.jenkins.plugins.flaskbbswarm.images.TrustedCa;
import io.jenkins.plugins.flaskbbswarm.secrets.SecretSource;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the section {@code preview:} of {@code deploy.yml} says, for one pull request;
 * {@code examples/preview/deploy.yml} explains each field.
 *
 * @param stack the preview's stack
 * @param repository whose pull requests these are
 * @param address where the preview will answer
 * @param host the name in that address
 * @param path the path in that address: {@code /} or, where previews share one host, one of its own
 * @param variables those that are other for a preview than for the stack
 * @param tag of the images that are built
 * @param ttl how long a preview lives after the last push, 72 hours by default
 * @param files Compose files that are merged after those of the stack
 * @param database a database of its own, if it gets one
 * @param redis a place of its own in Redis, if it gets one
 * @param tags how the tags of its images go when it ends; they stay if empty
 * @param registry where previews' images go, and with which login, in the place of the stack's; its address may have a
 *     path, below which they stay
 * @param limits how many previews there may be
 * @param policy what their stacks may have
 */
public record PreviewSettings(
        Namespace stack,
        String repository,
        String address,
        String host,
        String path,
        Map<String, String> variables,
        String tag,
        Duration ttl,
        List<Path> files,
        Optional<Database> database,
        Optional<Redis> redis,
        Optional<Tags> tags,
        Optional<DeployConfig.Registry> registry,
        Limits limits,
        Policy policy) {
    public PreviewSettings {
        variables = Map.copyOf(variables);
        files = List.copyOf(files);
    }

    /**
     * The same with values for the addresses of its servers.
     *
     * @param admin of the database server; empty to keep what the file says
     * @param server of Redis; likewise
     */
    public PreviewSettings with(Optional<SecretSource> admin, Optional<SecretSource> server) {
        return with(
                database.map(from -> from.with(admin.orElse(from.admin()))),
                redis.map(from -> new Redis(from.secret(), server.or(from::url), from.databases(), from.job())),
                tags);
    }

    /** The same, with tags removed from that registry only, whatever images are there. */
    public PreviewSettings speakingTo(String registry) {
        return with(database, redis, tags.map(how -> new Tags(how.ca(), how.tokenHosts(), Optional.of(registry))));
    }

    private PreviewSettings with(Optional<Database> databases, Optional<Redis> server, Optional<Tags> removal) {
        return new PreviewSettings(
                stack,
                repository,
                address,
                host,
                path,
                variables,
                tag,
                ttl,
                files,
                databases,
                server,
                removal,
                registry,
                limits,
                policy);
    }

    /**
     * Where and how a one-shot job of ours runs.
     *
     * @param image what has the program that it needs
     * @param networks existing ones from which the server is reached; none for a server outside of the swarm
     * @param constraints where it may run
     * @param timeout after which it has failed, 2 minutes by default
     */
    public record Job(String image, List<String> networks, List<String> constraints, Duration timeout) {
        public Job {
            networks = List.copyOf(networks);
            constraints = List.copyOf(constraints);
        }
    }

    /**
     * A database server on which each preview gets a role and a database.
     *
     * @param secret the stack's secret that holds the connection: a URL
     * @param admin a URL with which roles and databases can be made
     * @param job what runs {@code psql}
     * @param template a database that each new one begins as a copy of
     * @param connections how many a preview may have at a time, 30 by default
     * @param ca who signs the server's certificate, in PEM; without it, none is verified unless the URL says so
     */
    public record Database(
            String secret,
            SecretSource admin,
            Job job,
            Optional<String> template,
            int connections,
            Optional<String> ca) {
        public static final int CONNECTIONS = 30;

        private Database with(SecretSource other) {
            return new Database(secret, other, job, template, connections, ca);
        }
    }

    /**
     * A Redis for each preview, or one of which each gets a database number. Whoever has a number has the password of
     * the whole server.
     *
     * @param secret the stack's secret that holds the connection: a URL
     * @param url the server that they share; the number in its path is replaced. If empty, each has its own
     * @param databases how many the shared one has; number 0 is left to the stack itself
     * @param job where a preview's own server runs; of a shared one, what runs {@code redis-cli} to empty a number,
     *     without which keys outlive their preview
     */
    public record Redis(String secret, Optional<SecretSource> url, int databases, Optional<Job> job) {
        /** What a preview's own server is called in its stack, where nothing else may be called so. */
        public static final String KEY = "preview-redis";

        /** The network that reaches a preview's own server. */
        public static String network(Namespace stack) {
            return stack.scope(KEY);
        }

        /** Whether each preview has a server of its own. */
        public boolean isEmbedded() {
            return url.isEmpty();
        }
    }

    /**
     * How the tags of images are removed from their registry.
     *
     * @param ca who signs its certificate; those that Java trusts if empty
     * @param tokenHosts hosts besides its own that may be given its login, to make tokens of it; none by default
     * @param only the one registry that is spoken to; all if empty
     */
    public record Tags(Optional<TrustedCa> ca, Set<String> tokenHosts, Optional<String> only) {
        /** Of any registry. */
        public Tags(Optional<TrustedCa> ca, Set<String> tokenHosts) {
            this(ca, tokenHosts, Optional.empty());
        }
    }

    /**
     * How many previews there may be at a time.
     *
     * @param repository of this repository, 5 by default
     * @param swarm of all repositories, 20 by default
     * @param nanoCpus reserved by all previews together; no limit by default
     * @param memory in bytes, likewise
     * @param each how large one preview may be
     * @param task what a task may take whose service says nothing
     */
    public record Limits(int repository, int swarm, long nanoCpus, long memory, Each each, Task task) {}

    /**
     * How large one preview may be.
     *
     * @param services 20 by default
     * @param tasks of all its services together, those of jobs included; 20 by default
     * @param nanoCpus all its tasks' limits together; 8 CPUs by default
     * @param memory likewise, in bytes; 8 GiB by default
     */
    public record Each(int services, int tasks, long nanoCpus, long memory) {
        public static final Each DEFAULT = new Each(20, 20, 8_000_000_000L, 8L << 30);
    }

    /**
     * The limits of a task whose service sets none.
     *
     * @param nanoCpus 1 CPU by default
     * @param memory in bytes; 512 MiB by default
     * @param pids how many processes; also the most that a service may ask for; 512 by default
     * @param log how much log its node keeps, in bytes; also the most that a service may ask for; 30 MiB by default
     */
    public record Task(long nanoCpus, long memory, int pids, long log) {
        public static final Task DEFAULT = new Task(1_000_000_000L, 512L << 20, 512, 30L << 20);
    }

    /**
     * What the stack of a pull request may name; all else of its kind is refused.
     *
     * @param networks external ones
     * @param secrets external ones, and configs; and keys of those that deploy.yml gives its stack from elsewhere
     * @param images that it may run or begin builds with besides those that it builds: names without a tag, or their
     *     beginnings followed by an asterisk
     * @param labels names of labels, or their beginnings followed by an asterisk
     * @param variables that deploy.yml takes from the environment, and stack files may use all the same
     * @param constraints of placement
     * @param placement constraints of each service besides those that it names; off the managers by default
     * @param sharedRedis whether a preview may be given the password of a Redis that others use
     * @param ownBuilder whether images are built on the engine that {@code build.host} names, which is no manager, or not
     *     at all
     */
    public record Policy(
            Set<String> networks,
            Set<String> secrets,
            Set<String> images,
            Set<String> labels,
            Set<String> variables,
            Set<String> constraints,
            List<String> placement,
            boolean sharedRedis,
            boolean ownBuilder) {
        static final List<String> OFF_THE_MANAGERS = List.of("node.role != manager");

        public Policy {
            networks = Set.copyOf(networks);
            secrets = Set.copyOf(secrets);
            images = Set.copyOf(images);
            labels = Set.copyOf(labels);
            variables = Set.copyOf(variables);
            constraints = Set.copyOf(constraints);
            placement = List.copyOf(placement);
        }
    }
}
