package io.jenkins.plugins.flaskbbswarm.compose.print;

import io.jenkins.plugins.flaskbbswarm.stack.Attachment;
import io.jenkins.plugins.flaskbbswarm.stack.Dependency;
import io.jenkins.plugins.flaskbbswarm.stack.DnsOptions;
import io.jenkins.plugins.flaskbbswarm.stack.FileReference;
import io.jenkins.plugins.flaskbbswarm.stack.HealthCheck;
import io.jenkins.plugins.flaskbbswarm.stack.Logging;
import io.jenkins.plugins.flaskbbswarm.stack.Mount;
import io.jenkins.plugins.flaskbbswarm.stack.Port;
import io.jenkins.plugins.flaskbbswarm.stack.Process;
import io.jenkins.plugins.flaskbbswarm.stack.SecurityOptions;
import io.jenkins.plugins.flaskbbswarm.stack.Service;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Prints a service in long syntax. */
final class ServicePrinter {
    private final Service service;
    private final YamlObjectBuilder tree = new YamlObjectBuilder();

    ServicePrinter(Service service) {
        this.service = service;
    }

    YamlObjectBuilder print() {
        process(service.process());
        naming(service.naming());
        confinement(service.confinement());
        return tree.text("image", service.image())
                .texts("labels", service.labels())
                .tree("healthcheck", service.healthCheck().map(ServicePrinter::healthCheck))
                .tree("logging", service.logging().map(ServicePrinter::logging))
                .trees(
                        "ports",
                        service.ports().stream().map(ServicePrinter::port).toList())
                .trees(
                        "volumes",
                        service.mounts().stream().map(ServicePrinter::mount).toList())
                .tree("networks", networks(service.networks()))
                .trees("secrets", uses(service.secrets()))
                .trees("configs", uses(service.configs()))
                .tree("credential_spec", credentialSpec())
                .tree("deploy", DeployPrinter.print(service.deploy()))
                .text("restart", service.restart())
                .optional("depends_on", dependsOn())
                .plain(service.unused());
    }

    /** The short form where it says all. */
    private Optional<Object> dependsOn() {
        List<Dependency> all = service.dependsOn();
        if (all.isEmpty()) {
            return Optional.empty();
        }
        if (all.stream().allMatch(other -> other.equals(Dependency.on(other.service())))) {
            return Optional.of(all.stream().map(Dependency::service).toList());
        }
        YamlObjectBuilder tree = new YamlObjectBuilder();
        all.forEach(other -> tree.put(
                other.service(),
                new YamlObjectBuilder()
                        .text("condition", other.condition().word())
                        .put("required", other.required())
                        .fields()));
        return Optional.of(tree.fields());
    }

    private void process(Process process) {
        tree.texts("entrypoint", process.entrypoint())
                .texts("command", process.command())
                .tree("environment", environment(process.environment()))
                .text("working_dir", process.workingDirectory())
                .text("user", process.user())
                .flag("tty", process.tty())
                .flag("stdin_open", process.openStdin())
                .text("stop_signal", process.stopSignal())
                .duration("stop_grace_period", process.stopGracePeriod())
                .optional("init", process.init());
    }

    private static YamlObjectBuilder environment(Map<String, Optional<String>> variables) {
        YamlObjectBuilder environment = new YamlObjectBuilder();
        variables.forEach((name, value) -> environment.put(name, value.map(YamlObjectBuilder::escape)));
        return environment;
    }

    private void naming(DnsOptions naming) {
        tree.text("hostname", naming.hostname())
                .texts(
                        "extra_hosts",
                        naming.extraHosts().stream()
                                .map(ServicePrinter::extraHost)
                                .toList());
        if (naming.dnsGiven()) {
            tree.put("dns", naming.dns()).texts("dns_search", naming.dnsSearch());
        }
    }

    /** A reader takes the first equals sign for the separator, if there is any. */
    private static String extraHost(String pair) {
        return pair.indexOf('=') < 0 ? pair : pair.replaceFirst(":", "=");
    }

    private void confinement(SecurityOptions confinement) {
        Map<String, Object> ulimits = new TreeMap<>();
        confinement
                .ulimits()
                .forEach((name, limit) ->
                        ulimits.put(name, new TreeMap<>(Map.of("soft", limit.soft(), "hard", limit.hard()))));
        tree.flag("read_only", confinement.readOnly())
                .text("isolation", confinement.isolation())
                .texts("sysctls", confinement.sysctls())
                .texts("cap_add", confinement.capAdd())
                .texts("cap_drop", confinement.capDrop())
                .optional("ulimits", Optional.of(ulimits).filter(limits -> !limits.isEmpty()));
    }

    private static YamlObjectBuilder healthCheck(HealthCheck check) {
        return new YamlObjectBuilder()
                .texts("test", check.test())
                .duration("interval", check.interval())
                .duration("timeout", check.timeout())
                .duration("start_period", check.startPeriod())
                .duration("start_interval", check.startInterval())
                .optional("retries", check.retries())
                .flag("disable", check.disable());
    }

    private static YamlObjectBuilder logging(Logging logging) {
        return new YamlObjectBuilder().text("driver", logging.driver()).texts("options", logging.options());
    }

    private static YamlObjectBuilder port(Port port) {
        return new YamlObjectBuilder()
                .text("mode", port.mode())
                .number("target", port.target())
                .number("published", port.published())
                .text("protocol", port.protocol());
    }

    private static YamlObjectBuilder mount(Mount mount) {
        return new YamlObjectBuilder()
                .text("type", mount.type())
                .text("source", mount.source())
                .text("target", mount.target())
                .flag("read_only", mount.readOnly())
                .text("consistency", mount.consistency())
                .tree("bind", mount.propagation().map(propagation -> new YamlObjectBuilder()
                        .text("propagation", propagation)))
                .tree("volume", mount.volumeOptions().map(options -> new YamlObjectBuilder()
                        .flag("nocopy", options.noCopy())
                        .text("subpath", options.subpath())))
                .tree("tmpfs", mount.tmpfsSize().map(size -> new YamlObjectBuilder().number("size", size)));
    }

    private static YamlObjectBuilder networks(Map<String, Attachment> attachments) {
        YamlObjectBuilder networks = new YamlObjectBuilder();
        attachments.forEach((key, attachment) ->
                networks.put(key, attachment.given() ? attachment(attachment).fields() : Optional.empty()));
        return networks;
    }

    private static YamlObjectBuilder attachment(Attachment attachment) {
        return new YamlObjectBuilder()
                .texts("aliases", attachment.aliases())
                .texts("driver_opts", attachment.driverOptions())
                .plain(new TreeMap<>(attachment.addresses()));
    }

    private static List<YamlObjectBuilder> uses(List<FileReference> uses) {
        return uses.stream()
                .map(use -> new YamlObjectBuilder()
                        .text("source", use.source())
                        .text("target", use.target())
                        .text("uid", use.uid())
                        .text("gid", use.gid())
                        .optional("mode", use.mode()))
                .toList();
    }

    private YamlObjectBuilder credentialSpec() {
        return new YamlObjectBuilder()
                .text("config", service.credentialSpec().config())
                .text("file", service.credentialSpec().file())
                .text("registry", service.credentialSpec().registry());
    }
}
