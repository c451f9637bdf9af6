package io.jenkins.plugins.flaskbbswarm.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.fakeengine.FakeProgram;
import io.jenkins.plugins.flaskbbswarm.fakeengine.FakeProgram.Run;
import io.jenkins.plugins.flaskbbswarm.fakeengine.FakeSwarm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A database with a schema and rows, for stacks on the fake engine. Tasks that run {@code serve X} are code that needs
 * the schema X: that one starts on another is noted.
 */
final class FakeDatabase implements FakeProgram {
    private final List<String> misfits = new ArrayList<>();
    private final List<String> rows = new ArrayList<>();
    private final Map<String, List<String>> backups = new TreeMap<>();
    private final Map<String, String> schemas = new TreeMap<>();
    private String schema = "a";
    private boolean undoFails;
    private String broken = "";

    static FakeDatabase of(FakeSwarm swarm, String image) {
        FakeDatabase database = new FakeDatabase();
        swarm.image(image).does(database);
        return database;
    }

    synchronized String schema() {
        return schema;
    }

    synchronized List<String> rows() {
        return List.copyOf(rows);
    }

    /** Code that was started on a schema that it does not fit, as {@code a on b}. */
    synchronized List<String> misfits() {
        return List.copyOf(misfits);
    }

    synchronized void undoFails(boolean value) {
        undoFails = value;
    }

    /** From now on the code that needs this schema ends when it starts. */
    synchronized void breaks(String code) {
        broken = code;
    }

    synchronized void insert(String row) {
        rows.add(row);
    }

    @Override
    public synchronized Optional<Run> run(JsonNode containerSpec) {
        String[] words = containerSpec.path("Args").path(0).asText().split(" ");
        return switch (words[0]) {
            case "state" -> Run.exits(0, "looking", schema);
            case "migrate" -> migrate(words[1], words.length > 2 ? words[2] : "");
            case "undo" -> undo(variable(containerSpec, "MIGRATION_STATE"));
            case "backup" -> backup(variable(containerSpec, "MIGRATION_BACKUP"));
            case "restore" -> restore(variable(containerSpec, "MIGRATION_BACKUP"));
            case "serve" -> serve(words[1], words.length > 2 ? words[2] : "");
            default -> Optional.empty();
        };
    }

    private Optional<Run> migrate(String to, String failure) {
        schema = switch (failure) {
            case "before" -> schema;
            case "middle" -> schema + "-" + to;
            default -> to;
        };
        return Run.exits(failure.isEmpty() ? 0 : 3, "migrating to " + to);
    }

    private Optional<Run> undo(String token) {
        if (undoFails) {
            return Run.exits(4, "no way to " + token);
        }
        schema = token;
        return Run.exits(0, "back at " + token);
    }

    private Optional<Run> backup(String name) {
        backups.put(name, List.copyOf(rows));
        schemas.put(name, schema);
        return Run.exits(0, "saved " + name);
    }

    private Optional<Run> restore(String name) {
        int before = rows.size();
        rows.clear();
        rows.addAll(backups.get(name));
        schema = schemas.get(name);
        return Run.exits(0, "lost: " + (before - rows.size()) + " rows");
    }

    private Optional<Run> serve(String needs, String failure) {
        if (!schema.equals(needs)) {
            misfits.add(needs + " on " + schema);
        }
        return failure.isEmpty() && !needs.equals(broken) ? Run.stays() : Run.exits(5, "broken");
    }

    private static String variable(JsonNode containerSpec, String name) {
        for (JsonNode entry : containerSpec.path("Env")) {
            if (entry.asText().startsWith(name + "=")) {
                return entry.asText().substring(name.length() + 1);
            }
        }
        throw new IllegalStateException(name + " is not set");
    }
}
