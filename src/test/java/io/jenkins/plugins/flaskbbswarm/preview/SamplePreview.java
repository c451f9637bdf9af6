package io.jenkins.plugins.flaskbbswarm.preview;

import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A preview for tests that look at one of its fields only. */
final class SamplePreview {
    private SamplePreview() {}

    static Preview withRedis(int number) {
        return of(OptionalInt.of(number));
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
