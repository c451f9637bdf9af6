package io.jenkins.plugins.flaskbbswarm.preview;

import io.jenkins.plugins.flaskbbswarm.deploy.SecretSource;
import io.jenkins.plugins.flaskbbswarm.images.TrustedCa;
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
                database.map(
                        from -> new Database(from.secret(), admin.orElse(from.admin()), from.job(), from.template())),
                redis.map(from -> new Redis(from.secret(), server.orElse(from.url()), from.databases(), from.job())),
                tags,
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
     */
    public record Database(String secret, SecretSource admin, Job job, Optional<String> template) {}

    /**
     * A Redis of which each preview gets a database number.
     *
     * @param secret the stack's secret that holds the connection: a URL
     * @param url the server; the number in its path is replaced
     * @param databases how many it has; number 0 is left to the stack itself
     * @param job what runs {@code redis-cli} to empty a number; without it keys outlive their preview
     */
    public record Redis(String secret, SecretSource url, int databases, Optional<Job> job) {}

    /**
     * How the tags of images are removed from their registry.
     *
     * @param ca who signs its certificate; those that Java trusts if empty
     */
    public record Tags(Optional<TrustedCa> ca) {}

    /**
     * How many previews there may be at a time.
     *
     * @param repository of this repository, 5 by default
     * @param swarm of all repositories, 20 by default
     * @param nanoCpus reserved by all previews together; no limit by default
     * @param memory in bytes, likewise
     */
    public record Limits(int repository, int swarm, long nanoCpus, long memory) {}

    /**
     * What the stack of a pull request may name; all else of its kind is refused.
     *
     * @param networks external ones
     * @param secrets external ones, and configs
     * @param constraints of placement
     */
    public record Policy(Set<String> networks, Set<String> secrets, Set<String> constraints) {
        public Policy {
            networks = Set.copyOf(networks);
            secrets = Set.copyOf(secrets);
            constraints = Set.copyOf(constraints);
        }
    }
}
