package io.jenkins.plugins.flaskbbswarm.compose.merge;

import io.jenkins.plugins.flaskbbswarm.yaml.YamlList;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlMap;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which lists of services the earlier files give, be it as {@code []}: the reference puts a later file's items in order,
 * and drops those with the same key, only where an earlier file has the list.
 */
public final class ListsGiven {
    private static final List<String> KEYED = List.of("ports", "volumes", "secrets", "configs");

    private final Set<String> given = new HashSet<>();

    /** Takes note of one more file. */
    public void add(YamlMap file) {
        Trees.map(file, "services").ifPresent(services -> services.keys()
                .forEach(name -> Trees.map(services, name).ifPresent(service -> KEYED.stream()
                        .filter(field -> service.get(field)
                                .filter(YamlList.class::isInstance)
                                .isPresent())
                        .forEach(field -> given.add(name + "." + field)))));
    }

    boolean has(String service, String field) {
        return given.contains(service + "." + field);
    }
}
