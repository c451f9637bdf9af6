package io.jenkins.plugins.flaskbbswarm.compose.read;

import io.jenkins.plugins.flaskbbswarm.compose.source.FormatVersion;
import io.jenkins.plugins.flaskbbswarm.compose.source.ReadContext;
import io.jenkins.plugins.flaskbbswarm.stack.FileObject;
import io.jenkins.plugins.flaskbbswarm.stack.Network;
import io.jenkins.plugins.flaskbbswarm.stack.Service;
import io.jenkins.plugins.flaskbbswarm.stack.Stack;
import io.jenkins.plugins.flaskbbswarm.stack.Volume;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlMap;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/** Reads one file's mapping, its variables replaced already, into a stack that may still lack what other files add. */
public final class StackReader {
    private static final Pattern KEY = Pattern.compile("[a-zA-Z0-9._-]+");
    private static final UnknownFields UNKNOWN = FieldSupport.below("");

    /** More of one kind than any swarm bears; to read on would cost more than the file is worth. */
    private static final int MOST = 10_000;

    private final Section top;

    public StackReader(YamlMap file, ReadContext reading) {
        FormatVersion version = version(new Section(file, "", "", reading));
        this.top = new Section(file, "", "", reading.withVersion(version));
    }

    public Stack read() {
        top.know("version");
        Map<String, Service> services = named("services", false, (name, in) -> new ServiceReader(name, in).read());
        Map<String, Network> networks = named("networks", true, (name, in) -> new NetworkReader(name, in).read());
        Map<String, Volume> volumes = named("volumes", true, (name, in) -> new VolumeReader(name, in).read());
        Map<String, FileObject> secrets =
                named("secrets", false, (name, in) -> new FileObjectReader("secret", name, in).read());
        Map<String, FileObject> configs =
                named("configs", false, (name, in) -> new FileObjectReader("config", name, in).read());
        Map<String, Object> extensions = top.finish(UNKNOWN);
        return new Stack(top.reading().version().toString(), services, networks, volumes, secrets, configs, extensions);
    }

    private static FormatVersion version(Section top) {
        String text = top.text("version");
        Optional<FormatVersion> version = FormatVersion.parse(text);
        if (version.isEmpty()) {
            top.error(
                    "version",
                    "must be 3.0 to 3.13, not " + top.quoted("version"),
                    "a swarm takes version 3 files only; drop the field to get the latest");
        }
        return version.orElse(FormatVersion.LATEST);
    }

    private <T> Map<String, T> named(String field, boolean nullable, BiFunction<String, Section, T> reader) {
        Map<String, T> all = new TreeMap<>();
        top.section(field).ifPresent(section -> bearable(field, section.names()).forEach(name -> {
            checkKey(section, name);
            section.named(name, nullable).ifPresent(in -> all.put(name, reader.apply(name, in)));
        }));
        return all;
    }

    private List<String> bearable(String field, List<String> names) {
        if (names.size() > MOST) {
            top.error(field, "there are more than " + MOST + " " + field, "deploy several stacks");
            return List.of();
        }
        return names;
    }

    private static void checkKey(Section section, String name) {
        if (!KEY.matcher(name).matches()) {
            section.error(name, "is no name", "use letters, digits, '.', '_' and '-'");
        }
    }
}
