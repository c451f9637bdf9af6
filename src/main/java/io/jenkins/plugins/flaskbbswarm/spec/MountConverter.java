package io.jenkins.plugins.flaskbbswarm.spec;

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
    private final Names names;

    MountConverter(Namespace namespace, Map<String, Volume> volumes, Names names) {
        this.namespace = namespace;
        this.volumes = volumes;
        this.names = names;
    }

    List<Body> convert(List<Mount> mounts) {
        return mounts.stream().map(this::convert).toList();
    }

    private Body convert(Mount mount) {
        Body body = new Body()
                .text("Type", mount.type())
                .text("Source", source(mount))
                .text("Target", mount.target())
                .flag("ReadOnly", mount.readOnly())
                .text("Consistency", mount.consistency());
        return switch (mount.type()) {
            case "volume" -> mount.source().isEmpty() ? body : body.object("VolumeOptions", volumeOptions(mount));
            case "bind", "npipe" ->
                body.object("BindOptions", mount.propagation().map(propagation -> new Body()
                        .text("Propagation", propagation)));
            case "tmpfs" ->
                body.object("TmpfsOptions", mount.tmpfsSize().map(size -> new Body().number("SizeBytes", size)));
            case "cluster" -> body.object("ClusterOptions", new Body());
            default -> body;
        };
    }

    private String source(Mount mount) {
        boolean named = mount.type().equals("volume")
                || mount.type().equals("cluster") && !mount.source().startsWith("group:");
        return named && !mount.source().isEmpty() ? names.volume(mount.source()) : mount.source();
    }

    private Body volumeOptions(Mount mount) {
        Volume volume = volumes.get(mount.source());
        Body options = new Body();
        mount.volumeOptions()
                .ifPresent(given -> options.flag("NoCopy", given.noCopy()).text("Subpath", given.subpath()));
        return volume.external()
                ? options
                : options.textsAlways("Labels", Labels.of(namespace, volume.labels()))
                        .object("DriverConfig", driver(volume));
    }

    private static Optional<Body> driver(Volume volume) {
        return volume.driver().isEmpty() && volume.driverOptions().isEmpty()
                ? Optional.empty()
                : Optional.of(new Body()
                        .text("Name", volume.driver())
                        .texts("Options", volume.driverOptions().orElse(Map.of())));
    }
}
