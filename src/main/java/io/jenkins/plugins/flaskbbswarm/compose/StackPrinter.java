package io.jenkins.plugins.flaskbbswarm.compose;

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
        Tree tree = new Tree()
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

    private static <T> Tree trees(Map<String, T> objects, Function<T, Tree> printer) {
        Tree tree = new Tree();
        objects.forEach((key, object) -> tree.put(key, printer.apply(object).fields()));
        return tree;
    }

    private static <T> Map<String, Object> all(Map<String, T> objects, Function<T, Tree> printer) {
        return new TreeMap<>(trees(objects, printer).fields());
    }

    private static Tree service(Service service) {
        return new ServicePrinter(service).print();
    }

    private static Tree network(Network network) {
        return new Tree()
                .text("name", network.name())
                .flag("external", network.external())
                .text("driver", network.driver())
                .optional("driver_opts", network.driverOptions().map(Tree::escape))
                .tree("ipam", network.ipam().map(StackPrinter::ipam))
                .flag("internal", network.internal())
                .flag("attachable", network.attachable())
                .texts("labels", network.labels())
                .plain(network.extensions());
    }

    private static Tree ipam(Network.Ipam ipam) {
        return new Tree()
                .text("driver", ipam.driver())
                .trees(
                        "config",
                        ipam.subnets().stream()
                                .map(subnet -> new Tree().text("subnet", subnet))
                                .toList());
    }

    private static Tree volume(Volume volume) {
        return new Tree()
                .text("name", volume.name())
                .flag("external", volume.external())
                .text("driver", volume.driver())
                .optional("driver_opts", volume.driverOptions().map(Tree::escape))
                .texts("labels", volume.labels())
                .plain(volume.extensions());
    }

    private static Tree object(FileObject object) {
        return new Tree()
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
