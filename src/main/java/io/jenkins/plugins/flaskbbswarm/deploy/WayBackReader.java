package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.yaml.Fields;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlMap;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The fields of {@code migration:} that say how its schema goes back. */
final class WayBackReader {
    private static final int DUMPS = 3;
    private static final Pattern VOLUME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]*");

    private final Fields fields;

    WayBackReader(Fields fields) {
        this.fields = fields;
    }

    DeployConfig.WayBack read() {
        List<String> state = command("state");
        List<String> undo = command("undo");
        if (!undo.isEmpty() && state.isEmpty()) {
            fields.error("undo", "needs 'state'", "write the command that prints what undo is to go back to");
        }
        Optional<DeployConfig.Backup> backup = backup();
        return new DeployConfig.WayBack(
                state, undo, backup, fields.bool("compatible").orElse(false));
    }

    private List<String> command(String name) {
        return fields.node(name).isPresent()
                ? DeployConfigReader.texts(fields, name, "write what to run, as in [db-" + name + "]")
                : List.of();
    }

    private Optional<DeployConfig.Backup> backup() {
        if (fields.node("backup").filter(YamlMap.class::isInstance).isPresent()) {
            return fields.fields("backup").flatMap(this::builtIn);
        }
        List<String> command = command("backup");
        List<String> restore = command("restore");
        if (command.isEmpty()) {
            if (!restore.isEmpty()) {
                fields.error("restore", "needs 'backup'", "write the command that saves what restore brings back");
            }
            return Optional.empty();
        }
        return Optional.of(new DeployConfig.Backup(command, restore, Optional.empty()));
    }

    private Optional<DeployConfig.Backup> builtIn(Fields backup) {
        if (fields.node("restore").isPresent()) {
            fields.error("restore", "does not go with 'backup.postgres', which restores its own dumps", "leave it out");
        }
        backup.require("postgres", "or write a command, as in [db-backup]");
        Optional<DeployConfig.PostgresDump> dump = backup.fields("postgres").flatMap(WayBackReader::dump);
        backup.refuseOthers();
        return dump.map(known -> new DeployConfig.Backup(List.of(), List.of(), Optional.of(known)));
    }

    private static Optional<DeployConfig.PostgresDump> dump(Fields fields) {
        Optional<String> image = fields.text("image");
        Optional<String> connection = path(fields, "connection");
        Optional<String> volume = fields.text("volume");
        Optional<String> directory = path(fields, "directory");
        int keep = DeployConfigReader.count(fields, "keep", DUMPS);
        fields.refuseOthers();
        if (volume.isPresent() == directory.isPresent()) {
            fields.error(
                    volume.isPresent() ? "directory" : "volume",
                    volume.isPresent() ? "does not go with 'volume'" : "is missing",
                    "name a volume, or a directory that all nodes share");
            return Optional.empty();
        }
        if (volume.filter(name -> !VOLUME.matcher(name).matches()).isPresent()) {
            fields.error("volume", "'" + volume.get() + "' is not a valid name of a volume", "");
            return Optional.empty();
        }
        return Optional.of(new DeployConfig.PostgresDump(
                image, connection, volume.or(() -> directory).orElseThrow(), keep));
    }

    private static Optional<String> path(Fields fields, String name) {
        Optional<String> path = fields.text(name);
        if (path.filter(text -> !text.startsWith("/")).isPresent()) {
            fields.error(name, "'" + path.get() + "' is not an absolute path", "begin it with /");
            return Optional.empty();
        }
        return path;
    }
}
