package io.jenkins.plugins.flaskbbswarm.jenkins.previews;

import io.jenkins.plugins.flaskbbswarm.preview.PreviewDescriptor;
import io.jenkins.plugins.flaskbbswarm.preview.policy.PreviewSize;

import java.util.List;

/** Known previews of pull requests of forum/forum on the swarm "lab". */
final class SampleKnown {
    private SampleKnown() {}

    static KnownPreview of(int pullRequest) {
        return of(pullRequest, "lab");
    }

    static KnownPreview of(int pullRequest, String target) {
        return of(pullRequest, target, note(pullRequest, "", ""));
    }

    static KnownPreview of(int pullRequest, String target, PreviewDescriptor note) {
        return new KnownPreview(
                "forum/PR-" + pullRequest,
                "/jenkins/jobs/forum/PR-" + pullRequest,
                "http://ci/job/forum/PR-" + pullRequest + "/1/",
                "",
                target,
                "",
                "",
                "forum",
                List.of("redis"),
                List.of(new KnownPreview.Source("redis://:{password}@redis", "redis")),
                List.of(),
                note,
                "",
                "",
                List.of());
    }

    static PreviewDescriptor note(int pullRequest, String database, String registry) {
        return new PreviewDescriptor(
                "pr-" + pullRequest,
                "forum/forum",
                pullRequest,
                "",
                "",
                List.of(new PreviewDescriptor.Registry("r.test", "ci", registry)),
                List.of(new PreviewDescriptor.Server(database, "postgres:16", List.of(), List.of(), 60, "")),
                List.of(),
                List.of());
    }

    static PreviewStatus seen(String state) {
        return new PreviewStatus(
                "http://pr.test/",
                "",
                "2026-01-01T00:00:00Z",
                "2026-01-04T00:00:00Z",
                state,
                new PreviewSize(2, 3, 0, 0),
                "");
    }
}
