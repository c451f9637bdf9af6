package io.jenkins.plugins.flaskbbswarm.plan;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the engine, or a node once a task starts there, refuses of what is mounted into a container. The engine compares
 * paths as they are written; a node compares them after cleaning.
 */
final class MountRules {
    private static final Set<String> TYPES = Set.of("volume", "bind", "tmpfs", "npipe", "cluster");
    private static final Set<String> PROPAGATIONS =
            Set.of("", "private", "rprivate", "shared", "rshared", "slave", "rslave");
    private static final Pattern WINDOWS = Pattern.compile("(?:[a-zA-Z]:[\\\\/]|\\\\\\\\).*", Pattern.DOTALL);
    private static final Pattern VOLUME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]+|.*\\{\\{.*");

    private final JsonNode container;
    private final Complaints complaints;
    private final Map<String, String> takenBy = new HashMap<>();

    MountRules(JsonNode container, Complaints complaints) {
        this.container = container;
        this.complaints = complaints;
    }

    void check() {
        container.path("Mounts").forEach(this::mount);
        files("Secrets", "secrets", "/run/secrets/");
        files("Configs", "configs", "/");
    }

    private void mount(JsonNode mount) {
        String type = mount.path("Type").asText();
        String target = mount.path("Target").asText();
        String field = "volumes[" + target + "]";
        if (!TYPES.contains(type)) {
            complaints.add(
                    field,
                    "a swarm has no mounts of type " + type,
                    "use volume, bind or tmpfs"
                            + (type.equals("image") ? ", and copy the files in the Dockerfile" : ""));
            return;
        }
        source(type, mount, field);
        if (!isAbsolute(target)) {
            complaints.add(field, "the path in the container is not absolute", "begin it with /");
        } else if (clean(target).equals("/")) {
            complaints.add(field, "nothing can be mounted over the whole container", "mount it below /");
        } else {
            take(target, "a " + type, field);
        }
    }

    private void source(String type, JsonNode mount, String field) {
        String source = mount.path("Source").asText();
        String propagation = mount.at("/BindOptions/Propagation").asText();
        complaints.addIf(
                !PROPAGATIONS.contains(propagation),
                field,
                "unknown propagation '" + propagation + "'",
                "write rprivate, private, rshared, shared, rslave or slave");
        complaints.addIf(
                type.equals("bind") && !isAbsolute(source),
                field,
                "the path '" + source + "' on the node is not absolute",
                "begin it with /");
        complaints.addIf(
                type.equals("volume")
                        && !source.isEmpty()
                        && !VOLUME.matcher(source).matches(),
                field,
                "the engine takes no volume called '" + source + "'",
                "name it with two or more letters, digits, '_', '.' and '-'");
        complaints.addIf(
                type.equals("volume")
                        && source.isEmpty()
                        && mount.path("ReadOnly").asBoolean(),
                field,
                "a volume without a name begins empty, and cannot be read-only",
                "name a volume, or drop read_only");
    }

    private void files(String list, String field, String folder) {
        for (JsonNode reference : container.path(list)) {
            if (reference.has("File")) {
                file(reference.path("File"), field, folder);
            }
        }
    }

    private void file(JsonNode file, String field, String folder) {
        String target = file.path("Name").asText();
        String path = target.startsWith("/") || isAbsolute(target) ? target : folder + target;
        String where = field + "[" + target + "]";
        if (target.isEmpty() || clean(path).equals("/") || clean(path).equals(clean(folder))) {
            complaints.add(where, "'" + target + "' is not the name of a file", "give it a target with a file name");
            return;
        }
        take(path, "a file of " + field, where);
        number(file.path("UID").asText(), where, "uid");
        number(file.path("GID").asText(), where, "gid");
    }

    private void number(String id, String where, String field) {
        complaints.addIf(
                !id.matches("\\d{1,10}"),
                where + "." + field,
                "'" + id + "' is not a number, and a name is not looked up",
                "write the number of the " + (field.equals("uid") ? "user" : "group"));
    }

    private void take(String path, String what, String field) {
        String other = takenBy.putIfAbsent(clean(path), what);
        complaints.addIf(
                other != null,
                field,
                "two things want to be at " + clean(path) + ": " + other + " and " + what,
                "give one of them another target");
    }

    private static boolean isAbsolute(String path) {
        return path.startsWith("/") || WINDOWS.matcher(path).matches();
    }

    /** As Go's {@code path.Clean} of an absolute path. */
    private static String clean(String path) {
        if (!path.startsWith("/")) {
            return path;
        }
        Deque<String> steps = new ArrayDeque<>();
        for (String step : path.split("/")) {
            if (step.equals("..")) {
                steps.pollLast();
            } else if (!step.isEmpty() && !step.equals(".")) {
                steps.addLast(step);
            }
        }
        return "/" + String.join("/", steps);
    }
}
