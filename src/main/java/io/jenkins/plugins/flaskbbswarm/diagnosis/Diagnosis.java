package io.jenkins.plugins.flaskbbswarm.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Why a service failed, as far as the swarm tells.
 *
 * @param service its name
 * @param reason what was seen
 * @param cause the probable cause and the way out, in words
 * @param task the task to blame, if one is
 * @param node where that ran
 * @param error the engine's own words about it
 * @param exitCode of its process
 * @param health what its last health checks printed, where the engine at hand runs the task
 * @param log the last lines that it printed
 */
public record Diagnosis(
        String service,
        String reason,
        Optional<String> cause,
        Optional<String> task,
        Optional<String> node,
        Optional<String> error,
        Optional<Integer> exitCode,
        List<String> health,
        List<String> log) {
    public Diagnosis {
        health = List.copyOf(health);
        log = List.copyOf(log);
    }

    /** Of trouble about which nothing more is known. */
    static Diagnosis of(ServiceFailure trouble) {
        return new Diagnosis(
                trouble.service(),
                trouble.reason(),
                Optional.empty(),
                trouble.task(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of());
    }

    /** What was seen and why, in one sentence. */
    public String sentence() {
        return service + ": " + reason
                + cause.map(text -> "; the probable cause: " + text).orElse("");
    }

    /** For a person, line by line. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(sentence());
        lines.addAll(details());
        return lines;
    }

    /** All but the sentence, for where that is said anyway. */
    public List<String> details() {
        List<String> lines = new ArrayList<>();
        String where = node.map(name -> " on node " + name).orElse("");
        task.ifPresent(id -> lines.add("  task " + id + where
                + exitCode.map(code -> ", exit code " + code).orElse("")
                + error.map(text -> ", engine says: " + text).orElse("")));
        health.forEach(line -> lines.add("  health check: " + line));
        if (!log.isEmpty()) {
            lines.add("  its last " + log.size() + " lines:");
            log.forEach(line -> lines.add("    " + line));
        }
        return lines;
    }
}
