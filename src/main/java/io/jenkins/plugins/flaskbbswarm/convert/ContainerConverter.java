package io.jenkins.plugins.flaskbbswarm.convert;

import io.jenkins.plugins.flaskbbswarm.stack.CredentialSpec;
import io.jenkins.plugins.flaskbbswarm.stack.DnsOptions;
import io.jenkins.plugins.flaskbbswarm.stack.HealthCheck;
import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;
import io.jenkins.plugins.flaskbbswarm.stack.Process;
import io.jenkins.plugins.flaskbbswarm.stack.SecurityOptions;
import io.jenkins.plugins.flaskbbswarm.stack.Service;
import io.jenkins.plugins.flaskbbswarm.stack.Stack;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a service says of its containers. */
final class ContainerConverter {
    private final Namespace namespace;
    private final Stack stack;
    private final ObjectNames names;
    private final Service service;

    ContainerConverter(Namespace namespace, Stack stack, ObjectNames names, Service service) {
        this.namespace = namespace;
        this.stack = stack;
        this.names = names;
        this.service = service;
    }

    JsonObjectBuilder convert(ImageReference image) {
        JsonObjectBuilder body = new JsonObjectBuilder()
                .textAlways("Image", image.withDefaultTag().familiar())
                .textsAlways("Labels", DockerLabels.of(namespace, service.labels()));
        process(body, service.process());
        naming(body, service.naming());
        confinement(body, service.confinement());
        FileReferenceConverter files = new FileReferenceConverter(service, names);
        return body.object("Healthcheck", service.healthCheck().map(ContainerConverter::healthCheck))
                .objects("Mounts", new MountConverter(namespace, stack.volumes(), names).convert(service.mounts()))
                .objects("Secrets", files.secrets())
                .objects("Configs", files.configs());
    }

    private static void process(JsonObjectBuilder body, Process process) {
        body.texts("Command", process.entrypoint())
                .texts("Args", process.command())
                .texts("Env", environment(process.environment()))
                .text("Dir", process.workingDirectory())
                .text("User", process.user())
                .text("StopSignal", process.stopSignal())
                .flag("TTY", process.tty())
                .flag("OpenStdin", process.openStdin())
                .nanoseconds("StopGracePeriod", process.stopGracePeriod());
        process.init().ifPresent(init -> body.flagAlways("Init", init));
    }

    private static List<String> environment(Map<String, Optional<String>> environment) {
        return environment.entrySet().stream()
                .map(entry -> entry.getKey()
                        + entry.getValue().map(value -> "=" + value).orElse(""))
                .sorted()
                .toList();
    }

    private static void naming(JsonObjectBuilder body, DnsOptions naming) {
        List<String> hosts = naming.extraHosts().stream()
                .map(pair -> pair.split(":", 2))
                .map(pair -> pair[1] + " " + pair[0])
                .toList();
        body.text("Hostname", naming.hostname()).texts("Hosts", hosts);
        if (naming.dnsGiven()) {
            body.object(
                    "DNSConfig",
                    new JsonObjectBuilder().texts("Nameservers", naming.dns()).texts("Search", naming.dnsSearch()));
        }
    }

    private void confinement(JsonObjectBuilder body, SecurityOptions confinement) {
        Capabilities capabilities = Capabilities.of(confinement.capAdd(), confinement.capDrop());
        List<JsonObjectBuilder> ulimits = confinement.ulimits().entrySet().stream()
                .map(entry -> new JsonObjectBuilder()
                        .textAlways("Name", entry.getKey())
                        .numberAlways("Hard", entry.getValue().hard())
                        .numberAlways("Soft", entry.getValue().soft()))
                .toList();
        body.object("Privileges", privileges())
                .flag("ReadOnly", confinement.readOnly())
                .text("Isolation", confinement.isolation())
                .texts("Sysctls", confinement.sysctls())
                .texts("CapabilityAdd", capabilities.add())
                .texts("CapabilityDrop", capabilities.drop())
                .objects("Ulimits", ulimits);
    }

    private JsonObjectBuilder privileges() {
        CredentialSpec spec = service.credentialSpec();
        boolean given = !(spec.config() + spec.file() + spec.registry()).isEmpty();
        String config = spec.config().isEmpty() ? "" : names.config(spec.config());
        Optional<JsonObjectBuilder> body = given
                ? Optional.of(new JsonObjectBuilder()
                        .textAlways("Config", config)
                        .textAlways("File", spec.file())
                        .textAlways("Registry", spec.registry()))
                : Optional.empty();
        return new JsonObjectBuilder()
                .objectOrNull("CredentialSpec", body)
                .nullAlways("SELinuxContext")
                .flagAlways("NoNewPrivileges", false);
    }

    private static JsonObjectBuilder healthCheck(HealthCheck check) {
        return check.disable()
                ? new JsonObjectBuilder().texts("Test", List.of("NONE"))
                : new JsonObjectBuilder()
                        .texts("Test", check.test())
                        .number("Interval", nanoseconds(check.interval()))
                        .number("Timeout", nanoseconds(check.timeout()))
                        .number("StartPeriod", nanoseconds(check.startPeriod()))
                        .number("StartInterval", nanoseconds(check.startInterval()))
                        .number("Retries", check.retries().orElse(0L));
    }

    private static long nanoseconds(Optional<Duration> duration) {
        return duration.map(Duration::toNanos).orElse(0L);
    }
}
