package io.jenkins.plugins.flaskbbswarm.convert;

import io.jenkins.plugins.flaskbbswarm.stack.Mount;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;
import io.jenkins.plugins.flaskbbswarm.stack.Volume;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Mounts to what a service takes (docker CLI 28 {@code convert.Volumes}). */
final class MountConverter {
    private final Namespace namespace;
    private final Map<String, Volume> volumes;
    private final ObjectNames names;

    MountConverter(Namespace namespace, Map<String, Volume> volumes, ObjectNames names) {
        this.namespace = namespace;
        this.volumes = volumes;
        this.names = names;
    }

    List<JsonObjectBuilder> convert(List<Mount> mounts) {
        return mounts.stream().map(this::convert).toList();
    }

    private JsonObjectBuilder convert(Mount mount) {
        JsonObjectBuilder body = new JsonObjectBuilder()
                .text("Type", mount.type())
                .text("Source", source(mount))
                .text("Target", mount.target())
                .flag("ReadOnly", mount.readOnly())
                .text("Consistency", mount.consistency());
        return switch (mount.type()) {
            case "volume" -> mount.source().isEmpty() ? body : body.object("VolumeOptions", volumeOptions(mount));
            case "bind", "npipe" ->
                body.object("BindOptions", mount.propagation().map(propagation -> new JsonObjectBuilder()
                        .text("Propagation", propagation)));
            case "tmpfs" ->
                body.object("TmpfsOptions", mount.tmpfsSize().map(size -> new JsonObjectBuilder()
                        .number("SizeBytes", size)));
            case "cluster" -> body.object("ClusterOptions", new JsonObjectBuilder());
            default -> body;
        };
    }

    private String source(Mount mount) {
        boolean named = mount.type().equals("volume")
                || mount.type().equals("cluster") && !mount.source().startsWith("group:");
        return named && !mount.source().isEmpty() ? names.volume(mount.source()) : mount.source();
    }

    private JsonObjectBuilder volumeOptions(Mount mount) {
        Volume volume = volumes.get(mount.source());
        JsonObjectBuilder options = new JsonObjectBuilder();
        mount.volumeOptions()
                .ifPresent(given -> options.flag("NoCopy", given.noCopy()).text("Subpath", given.subpath()));
        return volume.external()
                ? options
                : options.textsAlways("Labels", DockerLabels.of(namespace, volume.labels()))
                        .object("DriverConfig", driver(volume));
    }

    private static Optional<JsonObjectBuilder> driver(Volume volume) {
        return volume.driver().isEmpty() && volume.driverOptions().isEmpty()
                ? Optional.empty()
                : Optional.of(new JsonObjectBuilder()
                        .text("Name", volume.driver())
                        .texts("Options", volume.driverOptions().orElse(Map.of())));
    }
}
