package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.engine.SshIdentity;
import io.jenkins.plugins.flaskbbswarm.engine.TlsFiles;
import io.jenkins.plugins.flaskbbswarm.images.ImageBuild;
import io.jenkins.plugins.flaskbbswarm.rollout.Probe;
import io.jenkins.plugins.flaskbbswarm.rollout.RolloutOptions;
import io.jenkins.plugins.flaskbbswarm.rollout.StrategySettings;
import io.jenkins.plugins.flaskbbswarm.secrets.SecretSource;
import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What {@code deploy.yml} says; {@code resources/flaskbb/deploy.yml} explains each field.
 *
 * @param directory where its relative paths begin
 * @param stack the stack's name
 * @param engine where the swarm is
 * @param builder another engine, which builds and pushes the images; the swarm's own if empty
 * @param registry where images are pushed and pulled, if a password is needed for it
 * @param variables all that stack files may interpolate
 * @param images what is built and pushed, in order
 * @param files Compose files, merged in order
 * @param profiles whose services are deployed, too
 * @param secrets where the values of external secrets come from, by their names in the stack files
 * @param networks how to make external networks that are missing, by name
 * @param migration a job that runs before any service changes
 * @param rollout how long to wait, and for what
 * @param probe the smoke test at the end
 * @param keep how many releases stay available for rollback, 10 by default
 */
public record DeployConfig(
        Path directory,
        Namespace stack,
        Engine engine,
        Optional<Engine> builder,
        Optional<Registry> registry,
        Map<String, String> variables,
        List<Image> images,
        List<Path> files,
        List<String> profiles,
        Map<String, SecretSource> secrets,
        Map<String, Network> networks,
        Optional<Migration> migration,
        RolloutOptions rollout,
        Optional<Probe> probe,
        int keep) {
    public DeployConfig {
        variables = Map.copyOf(variables);
        images = List.copyOf(images);
        files = List.copyOf(files);
        profiles = List.copyOf(profiles);
        secrets = Map.copyOf(secrets);
        networks = Map.copyOf(networks);
    }

    /** With {@code sources} for some secrets, in the place of what the file says about them. */
    public DeployConfig withSecrets(Map<String, SecretSource> sources) {
        Map<String, SecretSource> all = new HashMap<>(secrets);
        all.putAll(sources);
        return new DeployConfig(
                directory, stack, engine, builder, registry, variables, images, files, profiles, all, networks,
                migration, rollout, probe, keep);
    }

    /**
     * The same for another stack beside this one, which only its author visits: without canaries, and without a
     * dump before its migration, which would be among those of this stack.
     *
     * @param more Compose files that are merged after these
     * @param tag the one tag of all images that are built
     */
    public DeployConfig forStack(Namespace other, List<Path> more, String tag) {
        List<Path> all = Stream.concat(files.stream(), more.stream()).toList();
        List<Image> tagged = images.stream().map(image -> image.tagged(tag)).toList();
        Optional<Migration> undumped = migration.map(job -> new Migration(
                job.service(), job.command(), job.timeout(), job.back().withoutDump()));
        return new DeployConfig(
                directory,
                other,
                engine,
                builder,
                registry,
                variables,
                tagged,
                all,
                profiles,
                secrets,
                networks,
                undumped,
                rollout.with(StrategySettings.ROLLING),
                probe,
                keep);
    }

    /** With another login for the registry. */
    public DeployConfig withRegistry(Registry other) {
        return new DeployConfig(
                directory,
                stack,
                engine,
                builder,
                Optional.of(other),
                variables,
                images,
                files,
                profiles,
                secrets,
                networks,
                migration,
                rollout,
                probe,
                keep);
    }

    /** On another engine. */
    public DeployConfig withEngine(Engine other) {
        return new DeployConfig(
                directory, stack, other, builder, registry, variables, images, files, profiles, secrets, networks,
                migration, rollout, probe, keep);
    }

    /**
     * The engine to talk to.
     *
     * @param host as {@code DOCKER_HOST} spells it; empty for the engine that the docker CLI would talk to
     * @param certificates folder with {@code ca.pem}, {@code cert.pem} and {@code key.pem}, for {@code tcp://}
     * @param tls the same from memory; wins over {@code certificates}
     * @param context the Docker context to use if there is no {@code host}; wins over the environment
     * @param ssh for {@code ssh://}; the keys of whoever runs it if empty
     */
    public record Engine(
            Optional<String> host,
            Optional<Path> certificates,
            Optional<TlsFiles> tls,
            Optional<String> context,
            Optional<SshIdentity> ssh) {
        public Engine(
                Optional<String> host, Optional<Path> certificates, Optional<TlsFiles> tls, Optional<String> context) {
            this(host, certificates, tls, context, Optional.empty());
        }

        public Engine(Optional<String> host, Optional<Path> certificates) {
            this(host, certificates, Optional.empty(), Optional.empty());
        }
    }

    /**
     * A registry that wants a password.
     *
     * @param address host and port, as image names begin
     */
    public record Registry(String address, String username, SecretSource password) {
        /** The same login, for the whole registry rather than a path in it. */
        public Registry withoutPath() {
            return new Registry(address.replaceFirst("/.*", ""), username, password);
        }
    }

    /**
     * An image to build.
     *
     * @param key its name in {@code deploy.yml}
     * @param context the folder that is sent to the builder
     * @param dockerfile path below the context
     * @param target the stage to build; empty for the last
     * @param name registry and repository
     * @param tags at least one; the first is the one that is released
     */
    public record Image(
            String key,
            Path context,
            String dockerfile,
            Optional<String> target,
            Map<String, String> args,
            String name,
            List<String> tags) {
        Image tagged(String tag) {
            return new Image(key, context, dockerfile, target, args, name, List.of(tag));
        }

        /** How it is built, to be refined. */
        public ImageBuild.Builder build() {
            ImageBuild.Builder build = ImageBuild.of(context, ImageReference.parse(name), tags)
                    .dockerfile(dockerfile)
                    .buildArgs(args);
            target.ifPresent(build::target);
            return build;
        }
    }

    /** How to make a network that is missing. */
    public record Network(String driver, boolean attachable, boolean internal, boolean encrypted) {}

    /**
     * The migration.
     *
     * @param service whose image, environment, secrets, configs and networks it uses
     * @param command what it runs instead of the service's command
     * @param timeout after which it has failed, 10 minutes by default
     * @param back how its schema goes back if the release does
     */
    public record Migration(String service, List<String> command, Duration timeout, WayBack back) {
        public Migration {
            command = List.copyOf(command);
        }

        /** One that cannot be undone. */
        public Migration(String service, List<String> command, Duration timeout) {
            this(service, command, timeout, WayBack.NONE);
        }
    }

    /**
     * How the schema goes back when the release does, after its migration.
     *
     * @param state prints a token of the schema, such as its revision, in the last line of its output; may be empty
     * @param undo brings the schema back to the token in {@code MIGRATION_STATE}; may be empty
     * @param backup what is saved before the migration
     * @param compatible whether the old code runs on the new schema, so that nothing is undone
     */
    public record WayBack(List<String> state, List<String> undo, Optional<Backup> backup, boolean compatible) {
        /** None. */
        public static final WayBack NONE = new WayBack(List.of(), List.of(), Optional.empty(), false);

        public WayBack {
            state = List.copyOf(state);
            undo = List.copyOf(undo);
        }

        /** Without a dump that needs a mount of its own. */
        WayBack withoutDump() {
            return new WayBack(
                    state, undo, backup.filter(saved -> saved.postgres().isEmpty()), compatible);
        }
    }

    /**
     * A backup of the database, which loses what is written after it when it is restored.
     *
     * @param command saves the database under the name in {@code MIGRATION_BACKUP}; empty for {@code postgres}
     * @param restore brings that back; may be empty: then it is restored by hand
     * @param postgres the dump that is built in
     */
    public record Backup(List<String> command, List<String> restore, Optional<PostgresDump> postgres) {
        public Backup {
            command = List.copyOf(command);
            restore = List.copyOf(restore);
        }
    }

    /**
     * The dump that is built in: {@code pg_dump}, and back in one transaction.
     *
     * @param image that has {@code pg_dump}, {@code pg_restore} and {@code psql}; empty for that of the service
     * @param connection path of the file in the container that holds the address, as in
     *     {@code postgresql://user:password@host/database}; empty for the variables {@code PGHOST} and so on
     * @param place name of a volume, or a directory on the nodes if it begins with a slash
     * @param keep how many dumps of the stack stay
     */
    public record PostgresDump(Optional<String> image, Optional<String> connection, String place, int keep) {}
}
