package io.jenkins.plugins.flaskbbswarm.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredService;
import io.jenkins.plugins.flaskbbswarm.release.Baseline;
import io.jenkins.plugins.flaskbbswarm.release.Release;
import io.jenkins.plugins.flaskbbswarm.release.Releases;
import io.jenkins.plugins.flaskbbswarm.release.SchemaChange;
import io.jenkins.plugins.flaskbbswarm.rollout.JobSpec;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;
import io.jenkins.plugins.flaskbbswarm.text.Advice;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** How the schema gets from that of the present release to that of an earlier one, by what the releases recorded. */
final class EarlierSchema {
    private final Namespace stack;
    private final Releases releases;
    private final Release wanted;

    EarlierSchema(Namespace stack, Releases releases, Release wanted) {
        this.stack = stack;
        this.releases = releases;
        this.wanted = wanted;
    }

    /**
     * The undoing that leads to it.
     *
     * @return empty if the schema may stay
     * @throws InvalidRequestException if it may not, and no undo leads to it
     */
    Optional<SchemaMove.Target> target() {
        Optional<Release> current = releases.current();
        Optional<Release.Schema> present = current.flatMap(EarlierSchema::schema);
        Optional<String> needed = needed();
        if (present.isEmpty()
                || needed.isEmpty()
                || needed.get().equals(present.get().after())) {
            return Optional.empty();
        }
        List<Release.Schema> steps = steps(present.get(), needed.get());
        if (steps.isEmpty()) {
            throw refused(
                    needed.get(),
                    "which is no earlier state of the present one, "
                            + present.get().after());
        }
        if (steps.stream().allMatch(Release.Schema::compatible)) {
            return Optional.empty();
        }
        if (present.get().undo().isEmpty()) {
            throw refused(
                    needed.get(),
                    "and the present one is " + present.get().after() + "; release "
                            + current.orElseThrow().number() + " has no migration.undo");
        }
        return Optional.of(target(current.orElseThrow(), present.get(), needed.get()));
    }

    /** Whether nothing is known of the schemas, though there was a migration since. */
    boolean isUnknown() {
        Optional<String> before = wanted.migration().map(Release.Migrated::job);
        Optional<Release.Migrated> now = releases.current().flatMap(Release::migration);
        return now.isPresent()
                && !now.map(Release.Migrated::job).equals(before)
                && (now.get().schema().isEmpty() || needed().isEmpty());
    }

    /** Its own schema, or what the first one after it found. */
    private Optional<String> needed() {
        return schema(wanted).map(Release.Schema::after).or(() -> Stream.iterate(wanted.number() + 1, n -> n + 1)
                .limit(releases.currentNumber() - wanted.number())
                .flatMap(number -> releases.number(number).stream())
                .flatMap(release -> schema(release).stream())
                .findFirst()
                .map(Release.Schema::before));
    }

    /**
     * The changes between the present schema and an earlier one, newest first; none if no undo leads there. Several
     * releases may have come to the same schema from different ones.
     */
    private List<Release.Schema> steps(Release.Schema present, String needed) {
        Map<String, List<Release.Schema>> ways = new LinkedHashMap<>(Map.of(present.after(), List.of()));
        Deque<String> reached = new ArrayDeque<>(ways.keySet());
        while (!reached.isEmpty() && !ways.containsKey(needed)) {
            String at = reached.remove();
            for (Release.Schema step : changes()) {
                if (step.after().equals(at) && !ways.containsKey(step.before())) {
                    ways.put(
                            step.before(),
                            Stream.concat(ways.get(at).stream(), Stream.of(step))
                                    .toList());
                    reached.add(step.before());
                }
            }
        }
        return ways.getOrDefault(needed, List.of());
    }

    private List<Release.Schema> changes() {
        return releases.all().stream()
                .filter(kept -> kept.outcome() == Release.Outcome.SUCCEEDED)
                .flatMap(kept -> schema(kept.release()).stream())
                .filter(schema -> !schema.isUnchanged())
                .toList();
    }

    private SchemaMove.Target target(Release current, Release.Schema present, String needed) {
        ObjectNode spec = current.services().get(stack.scope(present.service()));
        if (spec == null) {
            throw refused(needed, "but release " + current.number() + " has no service " + present.service());
        }
        DesiredService model = Baseline.service(stack.scope(present.service()), spec);
        int number = releases.next();
        JobSpec undo = JobSpec.of(stack, model, present.undo(), "undo", number).with(MigrationJobs.STATE, needed);
        JobSpec redo = JobSpec.of(stack, model, present.command(), "migration", number);
        return new SchemaMove.Target(
                present.after(),
                needed,
                undo,
                new SchemaChange.Back("migration", redo.name(), redo.body(), present.timeout(), ""),
                wanted.migration());
    }

    private InvalidRequestException refused(String needed, String why) {
        return new InvalidRequestException(List.of("Release " + wanted.number() + " of " + stack + " needs the schema "
                + needed + ", " + why + ". Deploy that version instead, so that it migrates, or bring it back on the"
                + " present schema: "
                + Advice.of("--schema leave", "schema: 'leave'")));
    }

    private static Optional<Release.Schema> schema(Release release) {
        return release.migration().flatMap(Release.Migrated::schema);
    }
}
