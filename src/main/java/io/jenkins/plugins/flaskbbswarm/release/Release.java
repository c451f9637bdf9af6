package io.jenkins.plugins.flaskbbswarm.release;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredStack;
import io.jenkins.plugins.flaskbbswarm.plan.DroppedFields;
import io.jenkins.plugins.flaskbbswarm.plan.Plan;
import io.jenkins.plugins.flaskbbswarm.plan.Planner;
import io.jenkins.plugins.flaskbbswarm.plan.Prune;
import io.jenkins.plugins.flaskbbswarm.plan.References;
import io.jenkins.plugins.flaskbbswarm.plan.ServiceChanges;
import io.jenkins.plugins.flaskbbswarm.plan.SwarmInventory;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One numbered deployment of a stack, complete enough to be brought back. It names secrets and configs by version and
 * images by digest; it holds no secret's value.
 *
 * @param number counted from 1
 * @param time when it ended, ISO 8601
 * @param by who made it: a user and host, or a build
 * @param outcome how it ended
 * @param message what it did, in a few words
 * @param services specs as the engine holds them, by name; networks by name too
 * @param networks how to make the networks that are the stack's own, by name
 * @param migration what ran before it, if anything
 * @param dropped what was sent for it, or for one before it, and is not stored
 */
public record Release(
        int number,
        String time,
        String by,
        Outcome outcome,
        String message,
        SortedMap<String, ObjectNode> services,
        SortedMap<String, ObjectNode> networks,
        Optional<Migrated> migration,
        Dropped dropped) {
    /** How a release ended. */
    public enum Outcome {
        SUCCEEDED,
        FAILED
    }

    /**
     * The fields that the engine does not store.
     *
     * @param apiVersion with which it was asked; with another it may
     * @param services the fields, by the service's name
     */
    public record Dropped(String apiVersion, SortedMap<String, DroppedFields> services) {
        /** All was stored. */
        public static final Dropped NOTHING = new Dropped("", new TreeMap<>());

        public Dropped {
            services = Collections.unmodifiableSortedMap(new TreeMap<>(services));
        }

        /** What is known of them to an engine that speaks {@code version}. */
        public Dropped by(String version) {
            return version.equals(apiVersion) ? this : new Dropped(version, new TreeMap<>());
        }

        /** These and later ones, for the services of a stack. */
        public Dropped and(Map<String, DroppedFields> later, Set<String> stack) {
            SortedMap<String, DroppedFields> all = new TreeMap<>(services);
            later.forEach((name, fields) -> all.merge(name, fields, DroppedFields::and));
            all.keySet().retainAll(stack);
            return new Dropped(apiVersion, all);
        }

        /** A stack without the fields: what the engine would store of it. */
        public DesiredStack without(DesiredStack stack) {
            return new DesiredStack(
                    stack.namespace(),
                    stack.networks(),
                    stack.secrets(),
                    stack.configs(),
                    stack.services().stream()
                            .map(service -> Optional.ofNullable(services.get(service.name()))
                                    .map(fields -> service.withBody(fields.without(service.body())))
                                    .orElse(service))
                            .toList());
        }
    }

    /**
     * A migration that ran.
     *
     * @param job fingerprint of the job's spec: the same job need not run again
     * @param log the last lines that it printed
     * @param schema what it made of the schema; empty if {@code deploy.yml} does not say how to tell
     */
    public record Migrated(String job, List<String> log, Optional<Schema> schema) {
        public Migrated {
            log = List.copyOf(log);
        }

        /** One of which nobody knows what schema it made. */
        public Migrated(String job, List<String> log) {
            this(job, log, Optional.empty());
        }
    }

    /**
     * The schema of a release, and how to get to it and away from it.
     *
     * @param before what {@code state} printed before the migration
     * @param after what it printed after it: the schema that the release needs
     * @param compatible whether older code runs on it, too
     * @param service that the commands run as, by its key in the stack files
     * @param command the migration
     * @param undo brings the schema back to an earlier state; empty if there is no such command
     * @param timeout of each command
     */
    public record Schema(
            String before,
            String after,
            boolean compatible,
            String service,
            List<String> command,
            List<String> undo,
            Duration timeout) {
        public Schema {
            command = List.copyOf(command);
            undo = List.copyOf(undo);
        }

        /** Whether the migration left it as it was. */
        public boolean isUnchanged() {
            return before.equals(after);
        }
    }

    public Release {
        services = Collections.unmodifiableSortedMap(new TreeMap<>(services));
        networks = Collections.unmodifiableSortedMap(new TreeMap<>(networks));
    }

    /** The release as a stack that may be wanted again. */
    public DesiredStack desired(Namespace stack) {
        return Baseline.desired(stack, services, networks);
    }

    /** Whether its services are among those, as it has them. */
    public boolean isWhatRuns(Map<String, ObjectNode> present) {
        return services.entrySet().stream()
                .allMatch(service -> present.containsKey(service.getKey())
                        && ServiceChanges.isNone(present.get(service.getKey()), service.getValue(), name -> name));
    }

    /** What another release of the stack does otherwise, as if a swarm were brought from this one to that. */
    public Plan changesTo(Release other, Namespace stack) {
        Map<String, SwarmInventory.Service> present = new HashMap<>();
        services.forEach((name, spec) -> present.put(name, new SwarmInventory.Service("", name, 0, spec)));
        Map<String, SwarmInventory.Network> known = new HashMap<>();
        other.networks.keySet().forEach(name -> known.put(name, SwarmInventory.Network.named(name)));
        SwarmInventory observed = new SwarmInventory(present, known, Map.of(), Map.of());
        return new Planner(other.desired(stack), observed, Set.of(), Prune.EVERYTHING).plan();
    }

    /** Names of the secrets and configs that its services use. */
    public Set<String> references() {
        Set<String> names = new TreeSet<>();
        services.values().forEach(spec -> names.addAll(References.of(spec)));
        return names;
    }
}
