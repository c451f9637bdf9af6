package io.jenkins.plugins.flaskbbswarm.preview;

import io.jenkins.plugins.flaskbbswarm.preview.config.Preview;
import io.jenkins.plugins.flaskbbswarm.preview.config.PreviewSettings;
import io.jenkins.plugins.flaskbbswarm.secrets.SecretSource;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A preview for tests that look at one of its fields only. */
public final class SamplePreview {
    private SamplePreview() {}

    public static Preview withRedis(int number) {
        return of(OptionalInt.of(number));
    }

    /** Its server, which a job that is given elsewhere asks. */
    public static PreviewSettings.Database database(Optional<String> template) {
        return new PreviewSettings.Database(
                "connection",
                new SecretSource.Generate(),
                new PreviewSettings.Job("postgres:16", List.of(), List.of(), Duration.ofMinutes(1)),
                template,
                PreviewSettings.Database.CONNECTIONS,
                Optional.empty());
    }

    static Preview of(OptionalInt redis) {
        return new Preview(
                new Namespace("pr-12"),
                "forum/forum",
                12,
                Optional.of("0123456789ab"),
                "http://ci/job/1",
                Instant.EPOCH,
                Instant.EPOCH,
                Instant.EPOCH,
                "http://pr-12.example.org/",
                Preview.State.READY,
                Optional.of("preview_pr_12_00000000"),
                redis,
                List.of());
    }
}
