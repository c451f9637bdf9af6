package io.jenkins.plugins.flaskbbswarm.rollout;

import io.jenkins.plugins.flaskbbswarm.release.SchemaChange;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What a rollback did.
 *
 * @param left services that are left as they are, since somebody else changed them meanwhile: why, by name
 * @param schema the change of the schema that was taken back
 * @param lost what the job that did so said of lost data, in its lines that begin with {@code lost:}
 */
public record RolledBack(SortedMap<String, String> left, Optional<SchemaChange> schema, List<String> lost) {
    public RolledBack {
        lost = List.copyOf(lost);
    }
}
