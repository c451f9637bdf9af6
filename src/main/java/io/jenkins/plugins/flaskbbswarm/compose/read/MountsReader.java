package io.jenkins.plugins.flaskbbswarm.compose.read;

import io.jenkins.plugins.flaskbbswarm.compose.source.Paths;
import io.jenkins.plugins.flaskbbswarm.compose.source.ReadContext;
import io.jenkins.plugins.flaskbbswarm.stack.Mount;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlScalar;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the volumes of a service, in short and long syntax. */
final class MountsReader {
    private static final UnknownFields UNKNOWN = FieldSupport.below("services.*.volumes[]");

    private final Section in;
    private final ReadContext reading;

    MountsReader(Section in) {
        this.in = in;
        this.reading = in.reading();
    }

    List<Mount> read() {
        List<Mount> mounts = new ArrayList<>();
        for (Section.Item item : in.items("volumes")) {
            Optional<Section> section = item.section();
            Optional<Mount> mount = section.isPresent() ? Optional.of(longSyntax(section.get())) : shortSyntax(item);
            mount.map(read -> resolved(item, read)).ifPresent(mounts::add);
        }
        in.textOrTexts("tmpfs").forEach(text -> mounts.add(tmpfs(text)));
        return mounts;
    }

    /** The field {@code tmpfs}, which the reference drops, although {@code read_only} services need it. */
    private Mount tmpfs(String text) {
        in.warn(
                "tmpfs",
                "docker stack deploy drops this field; here it becomes a mount of type tmpfs",
                "write it below 'volumes' with type: tmpfs");
        int cut = text.indexOf(':');
        Optional<Long> size = Optional.empty();
        for (String option : cut < 0 ? new String[0] : text.substring(cut + 1).split(",")) {
            Optional<Long> given = option.startsWith("size=") ? Sizes.parse(option.substring(5)) : Optional.empty();
            if (given.isEmpty()) {
                in.warn("tmpfs", "the option '" + option + "' has no effect in a swarm", "give a size only");
            }
            size = given.isPresent() ? given : size;
        }
        String target = cut < 0 ? text : text.substring(0, cut);
        return new Mount("tmpfs", "", target, false, "", Optional.empty(), Optional.empty(), size, true);
    }

    private Optional<Mount> shortSyntax(Section.Item item) {
        Optional<String> text = in.scalars().text(item.node(), item.path());
        try {
            Optional<VolumeSpec> spec = text.map(VolumeSpec::parse);
            spec.flatMap(VolumeSpec::ignored).ifPresent(option -> warnOfOption(item, option));
            return spec.map(VolumeSpec::mount);
        } catch (IllegalArgumentException e) {
            reading.error(
                    item.node().location(),
                    item.path(),
                    "not a valid volume: " + e.getMessage(),
                    "write source:target, or source:target:ro");
            return Optional.empty();
        }
    }

    private void warnOfOption(Section.Item item, String option) {
        reading.warn(
                item.node().location(),
                item.path(),
                "the option '" + option + "' has no effect in a swarm",
                "remove it; known are ro, rw, nocopy and the propagations of a bind");
    }

    private static Mount longSyntax(Section in) {
        String type = in.text("type");
        if (type.isEmpty()) {
            in.error("type", "a volume in long syntax needs a type", "add 'type: volume', bind or tmpfs");
        }
        String source = in.text("source");
        String target = in.text("target");
        boolean readOnly = in.isTrue("read_only");
        String consistency = in.text("consistency");
        Optional<String> propagation = in.section("bind").map(MountsReader::propagation);
        Optional<Mount.VolumeOptions> volume = in.section("volume").map(MountsReader::volumeOptions);
        Optional<Long> size = in.section("tmpfs").map(MountsReader::tmpfsSize);
        in.finish(UNKNOWN);
        return new Mount(type, source, target, readOnly, consistency, propagation, volume, size);
    }

    private static String propagation(Section in) {
        String propagation = in.text("propagation");
        in.finish(FieldSupport.belowOpen("services.*.volumes[].bind"));
        return propagation;
    }

    private static Mount.VolumeOptions volumeOptions(Section in) {
        Mount.VolumeOptions options = new Mount.VolumeOptions(in.isTrue("nocopy"), in.text("subpath"));
        in.finish(FieldSupport.belowOpen("services.*.volumes[].volume"));
        return options;
    }

    private static long tmpfsSize(Section in) {
        boolean isText = in.node("size")
                .filter(node -> node instanceof YamlScalar scalar && scalar.isText())
                .isPresent();
        if (isText) {
            in.reading().lenientType(in.node("size").orElseThrow(), in.path("size"), "a number of bytes", "");
        }
        long size = isText ? in.size("size") : in.count("size").orElse(0L);
        in.finish(FieldSupport.belowOpen("services.*.volumes[].tmpfs"));
        return size;
    }

    /** A bind's relative path is made absolute; {@code ~} is the home of whoever deploys. */
    private Mount resolved(Section.Item item, Mount mount) {
        String place = in.path("volumes") + "[" + mount.target() + "]";
        reading.places().put(place, item.node().location());
        if (!mount.type().equals("bind") || mount.source().isEmpty()) {
            return mount;
        }
        String given = withHome(item, mount.source());
        String source = Paths.onNode(reading.directory(), given);
        if (!source.equals(given) && !given.startsWith("/")) {
            warnOfRelative(item);
        }
        return new Mount(
                mount.type(),
                source,
                mount.target(),
                mount.readOnly(),
                mount.consistency(),
                mount.propagation(),
                mount.volumeOptions(),
                mount.tmpfsSize());
    }

    private void warnOfRelative(Section.Item item) {
        reading.warn(
                item.node().location(),
                item.path(),
                "a relative source becomes a path beside the stack file, and that path must exist on the node",
                "write the path on the node in full, or use a config or a named volume");
    }

    private String withHome(Section.Item item, String source) {
        Optional<String> expanded = Paths.withHome(source, reading.variables());
        if (expanded.isEmpty()) {
            reading.error(
                    item.node().location(),
                    item.path(),
                    "'~' cannot be resolved: HOME is not set",
                    "write the path on the node in full");
        } else if (source.startsWith("~")) {
            reading.warn(
                    item.node().location(),
                    item.path(),
                    "'~' becomes the home of whoever deploys, and the path must exist on the node",
                    "write the path on the node in full");
        }
        return expanded.orElse(source);
    }
}
