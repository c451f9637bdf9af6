package io.jenkins.plugins.flaskbbswarm.jenkins.previews;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.jenkins.plugins.flaskbbswarm.preview.PreviewNote;
import io.jenkins.plugins.flaskbbswarm.stack.Fingerprint;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A preview that builds of this controller made, with all that it takes to end it: names and IDs, no value of a secret.
 *
 * @param item full name of the job
 * @param folder the job's own
 * @param build address of the last build that made it
 * @param node on which that ran; empty for the controller's own
 * @param target name of the swarm; empty if there is none
 * @param host as the step says; empty for that of the note
 * @param hostCredentialsId likewise
 * @param databaseAdmin what the step says about it; at most one
 * @param redis likewise
 * @param note what the file says
 * @param closedAt when its job was deleted; empty if it was not
 * @param problem why it could not be removed; empty if that was not tried
 * @param seen how it was found last; at most one
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record KnownPreview(
        String item,
        String folder,
        String build,
        String node,
        String target,
        String host,
        String hostCredentialsId,
        List<Source> databaseAdmin,
        List<Source> redis,
        PreviewNote note,
        String closedAt,
        String problem,
        List<SeenPreview> seen) {
    KnownPreview {
        Objects.requireNonNull(note, "note");
        databaseAdmin = List.copyOf(databaseAdmin);
        redis = List.copyOf(redis);
        seen = List.copyOf(seen);
    }

    /**
     * A secret's value.
     *
     * @param template with a place for the credential; empty if the credential is all
     */
    record Source(String template, String credentialsId) {}

    /** Tells it from all others: the same stack of the same repository on the same swarm. */
    String key() {
        String swarm = target.isEmpty() ? host + " " + note.host() : target;
        return Fingerprint.of(swarm + "\n" + note.stack() + "\n" + note.repository(), 32);
    }

    boolean isClosed() {
        return !closedAt.isEmpty();
    }

    KnownPreview closed(Instant now) {
        return isClosed() ? this : with(item, folder, now.toString(), problem, seen);
    }

    KnownPreview failed(String why) {
        return with(item, folder, closedAt, why, seen);
    }

    KnownPreview seen(SeenPreview now) {
        return with(item, folder, closedAt, problem, List.of(now));
    }

    /** Its job was renamed or moved. */
    KnownPreview moved(String name, String place) {
        return with(name, place, closedAt, problem, seen);
    }

    private KnownPreview with(String name, String place, String closed, String why, List<SeenPreview> found) {
        return new KnownPreview(
                name,
                place,
                build,
                node,
                target,
                host,
                hostCredentialsId,
                databaseAdmin,
                redis,
                note,
                closed,
                why,
                found);
    }

    @Override
    public String toString() {
        return note.stack() + " (" + note.repository() + " #" + note.pullRequest() + ")";
    }
}
