package io.jenkins.plugins.flaskbbswarm.preview.resources;

import io.jenkins.plugins.flaskbbswarm.deploy.Deployment;
import io.jenkins.plugins.flaskbbswarm.deploy.DeploymentContext;
import io.jenkins.plugins.flaskbbswarm.deploy.SecretValue;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.RegistryLogins;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.images.RegistryTags;
import io.jenkins.plugins.flaskbbswarm.images.TokenHosts;
import io.jenkins.plugins.flaskbbswarm.preview.config.Preview;
import io.jenkins.plugins.flaskbbswarm.preview.config.PreviewConfig;
import io.jenkins.plugins.flaskbbswarm.preview.config.PreviewSettings;
import io.jenkins.plugins.flaskbbswarm.stack.Content;

import java.util.Optional;

/**
 * The servers on which previews have something.
 *
 * @param databases if previews get databases
 * @param embeddedRedis if each gets a Redis of its own
 * @param redis if they get numbers of a shared one
 * @param redisUrl the shared Redis as its administrator reaches it
 * @param tags if those of their images are to go with them
 */
public record PreviewBackends(
        Optional<Databases> databases,
        Optional<EmbeddedRedis> embeddedRedis,
        Optional<RedisDatabases> redis,
        Optional<Content> redisUrl,
        Optional<PreviewTags> tags) {
    /** Makes those that the settings describe; the administrator's credentials must be at hand. */
    public static PreviewBackends of(Engine engine, PreviewConfig config, DeploymentContext surroundings)
            throws InterruptedException {
        RegistryLogins auth = new Deployment(config.deploy(), surroundings).logins();
        Optional<Content> redisUrl = config.settings()
                .redis()
                .flatMap(PreviewSettings.Redis::url)
                .map(url -> SecretValue.of("address of the previews' Redis", url, surroundings));
        Optional<EmbeddedRedis> embedded = config.settings()
                .redis()
                .filter(PreviewSettings.Redis::isEmbedded)
                .map(settings -> new EmbeddedRedis(engine, config.settings(), auth, surroundings.events()));
        Optional<RedisDatabases> redis = config.settings()
                .redis()
                .filter(settings -> !settings.isEmbedded())
                .map(settings -> new RedisDatabases(
                        ServerUrl.parse(
                                "address of the previews' Redis",
                                "redis://:password@host:6379",
                                redisUrl.orElseThrow()),
                        settings.job().map(job -> new AdminJob(engine, job, auth, surroundings.events()))));
        Optional<PreviewSettings.Database> settings = config.settings().database();
        Optional<Databases> databases = settings.isPresent()
                ? Optional.of(postgres(engine, settings.get(), auth, surroundings))
                : Optional.empty();
        Optional<PreviewTags> tags = config.settings()
                .tags()
                .map(how -> new PreviewTags(
                        engine, registry(auth, how, surroundings.events()), how.only(), surroundings.events()));
        return new PreviewBackends(databases, embedded, redis, redisUrl, tags);
    }

    private static RegistryTags registry(RegistryLogins auth, PreviewSettings.Tags how, EventSink events) {
        TokenHosts hosts =
                new TokenHosts(how.tokenHosts(), line -> events.emit(new Event.Note("the previews' registry", line)));
        return new RegistryTags(auth, how.ca(), hosts);
    }

    private static Databases postgres(
            Engine engine, PreviewSettings.Database settings, RegistryLogins auth, DeploymentContext surroundings)
            throws InterruptedException {
        String what = "administrator's connection for the previews' databases";
        Content admin = SecretValue.of(what, settings.admin(), surroundings);
        ServerUrl url = ServerUrl.parse(what, "postgresql://admin:password@host:5432/postgres", admin);
        String swarm = engine.system().info().at("/Swarm/Cluster/ID").asText();
        return new PostgresDatabases(
                new AdminJob(engine, settings.job(), auth, surroundings.events()),
                url,
                settings,
                swarm,
                surroundings.events());
    }

    Content redisConnection(Preview preview) {
        return redis.orElseThrow().connection(preview, redisUrl.orElseThrow());
    }
}
