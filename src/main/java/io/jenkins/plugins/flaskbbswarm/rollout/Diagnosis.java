package io.jenkins.plugins.flaskbbswarm.rollout;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Why a service failed, as far as the swarm tells.
 *
 * @param service its name
 * @param reason in words
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

    /** For a person, line by line. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(service + ": " + reason);
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
