package io.jenkins.plugins.flaskbbswarm.compose.print;

import io.jenkins.plugins.flaskbbswarm.compose.source.FormatVersion;
import io.jenkins.plugins.flaskbbswarm.stack.FileObject;
import io.jenkins.plugins.flaskbbswarm.stack.Network;
import io.jenkins.plugins.flaskbbswarm.stack.Service;
import io.jenkins.plugins.flaskbbswarm.stack.Stack;
import io.jenkins.plugins.flaskbbswarm.stack.Volume;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlWriter;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Prints a stack as one Compose file: merged, with variables and paths resolved, in long syntax, sorted. Unlike what
 * {@code docker stack config} prints, it may be deployed again: dollar signs are doubled.
 */
public final class StackPrinter {
    /** The lowest version that knows all that is printed for files of any version. */
    private static final FormatVersion LEAST = new FormatVersion(8);

    private StackPrinter() {}

    /** The file's text; the data of secrets and configs stays in their files. */
    public static String print(Stack stack) {
        YamlObjectBuilder tree = new YamlObjectBuilder()
                .text("version", version(stack.version()))
                .put("services", all(stack.services(), StackPrinter::service))
                .tree("networks", trees(stack.networks(), StackPrinter::network))
                .tree("volumes", trees(stack.volumes(), StackPrinter::volume))
                .tree("secrets", trees(stack.secrets(), StackPrinter::object))
                .tree("configs", trees(stack.configs(), StackPrinter::object))
                .plain(stack.extensions());
        return YamlWriter.write(tree.fields());
    }

    private static String version(String given) {
        return FormatVersion.parse(given)
                .filter(version -> version.compareTo(LEAST) > 0)
                .orElse(LEAST)
                .toString();
    }

    private static <T> YamlObjectBuilder trees(Map<String, T> objects, Function<T, YamlObjectBuilder> printer) {
        YamlObjectBuilder tree = new YamlObjectBuilder();
        objects.forEach((key, object) -> tree.put(key, printer.apply(object).fields()));
        return tree;
    }

    private static <T> Map<String, Object> all(Map<String, T> objects, Function<T, YamlObjectBuilder> printer) {
        return new TreeMap<>(trees(objects, printer).fields());
    }

    private static YamlObjectBuilder service(Service service) {
        return new ServicePrinter(service).print();
    }

    private static YamlObjectBuilder network(Network network) {
        return new YamlObjectBuilder()
                .text("name", network.name())
                .flag("external", network.external())
                .text("driver", network.driver())
                .optional("driver_opts", network.driverOptions().map(YamlObjectBuilder::escape))
                .tree("ipam", network.ipam().map(StackPrinter::ipam))
                .flag("internal", network.internal())
                .flag("attachable", network.attachable())
                .texts("labels", network.labels())
                .plain(network.extensions());
    }

    private static YamlObjectBuilder ipam(Network.Ipam ipam) {
        return new YamlObjectBuilder()
                .text("driver", ipam.driver())
                .trees(
                        "config",
                        ipam.subnets().stream()
                                .map(subnet -> new YamlObjectBuilder().text("subnet", subnet))
                                .toList());
    }

    private static YamlObjectBuilder volume(Volume volume) {
        return new YamlObjectBuilder()
                .text("name", volume.name())
                .flag("external", volume.external())
                .text("driver", volume.driver())
                .optional("driver_opts", volume.driverOptions().map(YamlObjectBuilder::escape))
                .texts("labels", volume.labels())
                .plain(volume.extensions());
    }

    private static YamlObjectBuilder object(FileObject object) {
        return new YamlObjectBuilder()
                .text("name", object.name())
                .text("file", object.file())
                .flag("external", object.external())
                .texts("labels", object.labels())
                .text("driver", object.driver())
                .texts("driver_opts", object.driverOptions())
                .text("template_driver", object.templateDriver())
                .plain(object.extensions());
    }
}
