package io.jenkins.plugins.flaskbbswarm.compose.read;

import io.jenkins.plugins.flaskbbswarm.stack.Dependency;
import io.jenkins.plugins.flaskbbswarm.text.Advice;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlMap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads a service's {@code depends_on}: a list of services, or a mapping with a condition for each. */
final class DependenciesReader {
    private static final String FIELD = "depends_on";

    private final Section in;

    DependenciesReader(Section in) {
        this.in = in;
    }

    List<Dependency> read() {
        List<Dependency> dependencies =
                in.nullable(FIELD).filter(YamlMap.class::isInstance).isPresent()
                        ? fromMap()
                        : in.distinctTexts(FIELD).stream().map(Dependency::on).toList();
        if (!dependencies.isEmpty()) {
            in.warn(
                    FIELD,
                    "the engine starts all services at once, in any order",
                    "make the service wait for what it needs, deploy in order ("
                            + Advice.of(
                                    "--ordered, or order: depends_on under rollout in deploy.yml",
                                    "set: ['rollout.order': 'depends_on']")
                            + "), or remove the field");
        }
        return dependencies;
    }

    private List<Dependency> fromMap() {
        in.reading().modern(in.location(FIELD), in.path(FIELD), "must be a list of services", "list the names only");
        Section services = in.section(FIELD).orElseThrow();
        List<Dependency> all = new ArrayList<>();
        for (String name : services.names()) {
            Optional<Section> section =
                    services.nullable(name).isEmpty() ? Optional.empty() : services.named(name, true);
            all.add(section.map(dependency -> dependency(name, dependency)).orElse(Dependency.on(name)));
        }
        return all;
    }

    private static Dependency dependency(String name, Section in) {
        Dependency.Condition condition = condition(in);
        boolean required = in.bool("required").orElse(true);
        if (in.isTrue("restart")) {
            in.warn(
                    "restart",
                    "a service is not restarted with the one that it depends on",
                    FieldSupport.remedy("services.*.depends_on.*.restart"));
        }
        in.finish(UnknownFields.NONE);
        return new Dependency(name, condition, required);
    }

    private static Dependency.Condition condition(Section in) {
        String word = in.text("condition");
        Optional<Dependency.Condition> known = Arrays.stream(Dependency.Condition.values())
                .filter(condition -> condition != Dependency.Condition.CONVERGED)
                .filter(condition -> condition.word().equals(word))
                .findFirst();
        if (!word.isEmpty() && known.isEmpty()) {
            in.error(
                    "condition",
                    "unknown condition " + in.quoted("condition"),
                    "write service_started, service_healthy or service_completed_successfully");
        }
        return known.orElse(Dependency.Condition.CONVERGED);
    }
}
