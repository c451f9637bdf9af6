package io.jenkins.plugins.flaskbbswarm.jenkins.previews;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.jenkins.plugins.flaskbbswarm.preview.PreviewDescriptor;
import io.jenkins.plugins.flaskbbswarm.stack.Fingerprint;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;

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
 * @param context full name of the folder whose credentials the build could use; empty for the controller
 * @param used IDs of those that it did use
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
        String context,
        List<String> used,
        List<Source> databaseAdmin,
        List<Source> redis,
        PreviewDescriptor note,
        String closedAt,
        String problem,
        List<PreviewStatus> seen) {
    KnownPreview {
        Objects.requireNonNull(note, "note");
        // Files of earlier versions do not have these two: what nobody noted, was not used.
        context = context == null ? parent(item) : context;
        used = used == null ? List.of() : List.copyOf(used);
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
        return isClosed() ? this : with(item, folder, context, now.toString(), problem, seen);
    }

    /** @param ids of the credentials that its build used */
    KnownPreview using(Set<String> ids) {
        return new KnownPreview(
                item,
                folder,
                build,
                node,
                target,
                host,
                hostCredentialsId,
                context,
                ids.stream().sorted().toList(),
                databaseAdmin,
                redis,
                note,
                closedAt,
                problem,
                seen);
    }

    KnownPreview failed(String why) {
        return with(item, folder, context, closedAt, why, seen);
    }

    KnownPreview seen(PreviewStatus now) {
        return with(item, folder, context, closedAt, problem, List.of(now));
    }

    /**
     * Its job, or a folder that it is in, was renamed or moved. The credentials are still those of the folder that the
     * build ran in: a job that is moved takes none along, and gets none.
     *
     * @param place where its job has its files now
     */
    KnownPreview moved(String from, String to, String place) {
        return with(renamed(item, from, to), place, renamed(context, from, to), closedAt, problem, seen);
    }

    private static String renamed(String name, String from, String to) {
        return name.equals(from) || name.startsWith(from + "/") ? to + name.substring(from.length()) : name;
    }

    /** The full name that its job had when the build ran, if nothing but folders were renamed since. */
    String place() {
        String name = item.substring(item.lastIndexOf('/') + 1);
        return context.isEmpty() ? name : context + "/" + name;
    }

    /** The folder of a job; empty for the controller. */
    static String parent(String item) {
        return item.substring(0, Math.max(0, item.lastIndexOf('/')));
    }

    private KnownPreview with(
            String name, String place, String around, String closed, String why, List<PreviewStatus> found) {
        return new KnownPreview(
                name,
                place,
                build,
                node,
                target,
                host,
                hostCredentialsId,
                around,
                used,
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
