package io.jenkins.plugins.flaskbbswarm.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.Filters;
import io.jenkins.plugins.flaskbbswarm.plan.SpecNormalizer;
import io.jenkins.plugins.flaskbbswarm.plan.SwarmInventory;
import io.jenkins.plugins.flaskbbswarm.release.Releases;
import io.jenkins.plugins.flaskbbswarm.release.StoredRelease;
import io.jenkins.plugins.flaskbbswarm.rollout.SwarmReader;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** All that a swarm holds of a stack: what must be the same after a failure as before. */
final class Footprint {
    private final Engine engine;
    private final Namespace stack;

    Footprint(Engine engine, Namespace stack) {
        this.engine = engine;
        this.stack = stack;
    }

    /** One line for each object: services as whole specs, their images and versions included. */
    List<String> lines() throws InterruptedException {
        SwarmInventory observed = new SwarmReader(engine).read(stack).observed();
        TreeSet<String> lines = new TreeSet<>();
        observed.services()
                .values()
                .forEach(service -> lines.add("service " + service.name() + " "
                        + SpecNormalizer.ofService(service.spec(), observed.networkNames())));
        for (JsonNode network : engine.networks().list(ours())) {
            lines.add("network " + network.path("Name").asText());
        }
        for (JsonNode secret : engine.secrets().list(ours())) {
            lines.add("secret " + secret.at("/Spec/Name").asText());
        }
        for (JsonNode config : engine.configs().list(ours())) {
            lines.add("config " + config.at("/Spec/Name").asText());
        }
        return List.copyOf(lines);
    }

    /** Names of the configs, secrets, networks and services, each behind its kind. */
    List<String> names() throws InterruptedException {
        return lines().stream()
                .map(line -> line.split(" ", 3))
                .map(words -> words[0] + " " + words[1])
                .toList();
    }

    /** IDs of the tasks that run or are on their way there, by service; those of a removed one under its own ID. */
    Map<String, TreeSet<String>> liveTasks() throws InterruptedException {
        Map<String, String> names = new TreeMap<>();
        for (JsonNode service : engine.services().list(ours())) {
            names.put(service.path("ID").asText(), service.at("/Spec/Name").asText());
        }
        Map<String, TreeSet<String>> tasks = new TreeMap<>();
        for (JsonNode task : engine.tasks().list(ours())) {
            String service = task.path("ServiceID").asText();
            if (isLive(task)) {
                tasks.computeIfAbsent(names.getOrDefault(service, service), name -> new TreeSet<>())
                        .add(task.path("ID").asText());
            }
        }
        return tasks;
    }

    private static boolean isLive(JsonNode task) {
        boolean wanted = List.of("running", "ready", "complete")
                .contains(task.path("DesiredState").asText());
        boolean over = List.of("complete", "failed", "rejected", "shutdown", "orphaned", "remove")
                .contains(task.at("/Status/State").asText());
        return wanted && !over;
    }

    /**
     * What is there but should not be, or the other way round, after {@code wanted} was released: services, networks
     * and tasks other than wanted, a lock, versions that neither a kept release nor a service needs.
     */
    List<String> leftovers(TinyStack wanted, int keep) throws InterruptedException {
        Releases releases = new SwarmReader(engine).read(stack).releases();
        TreeSet<String> expected = new TreeSet<>();
        wanted.desired().networks().forEach(network -> expected.add("network " + network.name()));
        wanted.desired().services().forEach(service -> expected.add("service " + service.name()));
        for (StoredRelease kept : releases.all()) {
            expected.add("config " + stack.scope("release-" + kept.number()));
        }
        TreeSet<String> versions = new TreeSet<>(releases.references(keep));
        List<String> problems = new ArrayList<>();
        TreeSet<String> present = new TreeSet<>(names());
        present.removeIf(name -> versions.remove(name.replaceFirst("^(config|secret) ", "")));
        if (!present.equals(expected)) {
            problems.add("there are " + present + " instead of " + expected);
        }
        versions.forEach(version -> problems.add(version + " is missing"));
        Map<String, TreeSet<String>> tasks = liveTasks();
        wanted.desired().services().forEach(service -> {
            if (!tasks.containsKey(service.name())
                    || tasks.remove(service.name()).size() != 1) {
                problems.add("not one task of " + service.name());
            }
        });
        tasks.forEach((service, ids) -> problems.add("tasks of " + service + " live: " + ids));
        if (releases.all().size() > keep) {
            problems.add(releases.all().size() + " releases are kept");
        }
        return problems;
    }

    /** Removes all of it, and waits until the engine has. */
    void erase() throws InterruptedException {
        for (JsonNode service : engine.services().list(ours())) {
            engine.services().remove(service.path("ID").asText());
        }
        for (JsonNode network : engine.networks().list(ours())) {
            engine.networks().remove(network.path("Id").asText());
        }
        for (JsonNode config : engine.configs().list(ours())) {
            engine.configs().remove(config.path("ID").asText());
        }
        for (JsonNode secret : engine.secrets().list(ours())) {
            engine.secrets().remove(secret.path("ID").asText());
        }
        while (!engine.networks().list(ours()).isEmpty()) {
            Thread.sleep(100);
        }
    }

    private Filters ours() {
        return Filters.label(Namespace.LABEL, stack.name());
    }
}
