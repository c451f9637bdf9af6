package io.jenkins.plugins.flaskbbswarm.preview.config;

import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A preview, as its lease in the swarm tells of it.
 *
 * @param stack its stack
 * @param commit the head of its pull request at the last push
 * @param build who made it last: the address of a build, or a user and host
 * @param created when its creation began
 * @param renewed when it was pushed to last
 * @param expires when its lease ends
 * @param address where it answers
 * @param state how far it is
 * @param database its database, if it has one
 * @param redis its number in Redis, if it has one
 * @param tags those that were or may have been pushed for it alone; none if they are to stay
 */
public record Preview(
        Namespace stack,
        String repository,
        int pullRequest,
        Optional<String> commit,
        String build,
        Instant created,
        Instant renewed,
        Instant expires,
        String address,
        State state,
        Optional<String> database,
        OptionalInt redis,
        List<ImageReference> tags) {
    public Preview {
        tags = List.copyOf(tags);
    }

    /** How far a preview is. */
    public enum State {
        /** It never was complete. */
        CREATING,
        /** It was complete once; a push may be under way. */
        READY,
        /** It is to go. */
        CLOSING
    }

    /** Whether its lease has ended. */
    public boolean hasExpired(Instant now) {
        return !now.isBefore(expires);
    }

    @Override
    public String toString() {
        return stack + " (" + repository + " #" + pullRequest + ")";
    }
}
