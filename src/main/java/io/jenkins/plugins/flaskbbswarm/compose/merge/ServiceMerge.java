package io.jenkins.plugins.flaskbbswarm.compose.merge;

import io.jenkins.plugins.flaskbbswarm.stack.Attachment;
import io.jenkins.plugins.flaskbbswarm.stack.CredentialSpec;
import io.jenkins.plugins.flaskbbswarm.stack.DnsOptions;
import io.jenkins.plugins.flaskbbswarm.stack.FileReference;
import io.jenkins.plugins.flaskbbswarm.stack.HealthCheck;
import io.jenkins.plugins.flaskbbswarm.stack.Logging;
import io.jenkins.plugins.flaskbbswarm.stack.Mount;
import io.jenkins.plugins.flaskbbswarm.stack.Port;
import io.jenkins.plugins.flaskbbswarm.stack.Process;
import io.jenkins.plugins.flaskbbswarm.stack.SecurityOptions;
import io.jenkins.plugins.flaskbbswarm.stack.Service;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Puts a later file's service over an earlier one's. */
final class ServiceMerge {
    private ServiceMerge() {}

    static Service merge(Service base, Service over, ListsGiven given) {
        String name = base.name();
        return new Service(
                name,
                MergeRules.text(base.image(), over.image()),
                process(base.process(), over.process()),
                naming(base.naming(), over.naming()),
                confinement(base.confinement(), over.confinement()),
                MergeRules.map(base.labels(), over.labels()),
                MergeRules.both(base.healthCheck(), over.healthCheck(), ServiceMerge::healthCheck),
                MergeRules.both(base.logging(), over.logging(), ServiceMerge::logging),
                MergeRules.keyed(base.ports(), over.ports(), given.has(name, "ports"), Port::published),
                MergeRules.keyed(base.mounts(), over.mounts(), given.has(name, "volumes"), ServiceMerge::mountKey),
                networks(base.networks(), over.networks()),
                MergeRules.keyed(base.secrets(), over.secrets(), given.has(name, "secrets"), FileReference::source),
                MergeRules.keyed(base.configs(), over.configs(), given.has(name, "configs"), FileReference::source),
                credentialSpec(base.credentialSpec(), over.credentialSpec()),
                DeployMerge.merge(base.deploy(), over.deploy()),
                MergeRules.text(base.restart(), over.restart()),
                MergeRules.append(base.dependsOn(), over.dependsOn()),
                MergeRules.append(base.profiles(), over.profiles()),
                MergeRules.map(base.unused(), over.unused()));
    }

    /** A {@code tmpfs} replaces another of its kind, and no volume. */
    private static String mountKey(Mount mount) {
        return mount.fromTmpfsField() ? mount.target() + "\0tmpfs" : mount.target();
    }

    private static Process process(Process base, Process over) {
        return new Process(
                MergeRules.replace(base.entrypoint(), over.entrypoint()),
                MergeRules.replace(base.command(), over.command()),
                environment(base.environment(), over.environment()),
                MergeRules.text(base.workingDirectory(), over.workingDirectory()),
                MergeRules.text(base.user(), over.user()),
                base.tty() || over.tty(),
                base.openStdin() || over.openStdin(),
                MergeRules.text(base.stopSignal(), over.stopSignal()),
                MergeRules.duration(base.stopGracePeriod(), over.stopGracePeriod()),
                MergeRules.both(base.init(), over.init(), Boolean::logicalOr));
    }

    /** A later value that is empty leaves an earlier one in place. */
    private static Map<String, Optional<String>> environment(
            Map<String, Optional<String>> base, Map<String, Optional<String>> over) {
        Map<String, Optional<String>> all = new TreeMap<>(base);
        over.forEach((name, value) ->
                all.merge(name, value, (before, after) -> isEmpty(after) && !isEmpty(before) ? before : after));
        return all;
    }

    private static boolean isEmpty(Optional<String> value) {
        return value.orElse("").isEmpty();
    }

    private static DnsOptions naming(DnsOptions base, DnsOptions over) {
        return new DnsOptions(
                MergeRules.text(base.hostname(), over.hostname()),
                MergeRules.append(base.extraHosts(), over.extraHosts()),
                MergeRules.append(base.dns(), over.dns()),
                MergeRules.append(base.dnsSearch(), over.dnsSearch()),
                base.dnsGiven() || !over.dns().isEmpty() || !over.dnsSearch().isEmpty());
    }

    private static SecurityOptions confinement(SecurityOptions base, SecurityOptions over) {
        return new SecurityOptions(
                base.readOnly() || over.readOnly(),
                MergeRules.text(base.isolation(), over.isolation()),
                MergeRules.map(base.sysctls(), over.sysctls()),
                MergeRules.append(base.capAdd(), over.capAdd()),
                MergeRules.append(base.capDrop(), over.capDrop()),
                MergeRules.map(base.ulimits(), over.ulimits()));
    }

    /** The words of both tests end up in one list, however little sense that makes. */
    private static HealthCheck healthCheck(HealthCheck base, HealthCheck over) {
        return new HealthCheck(
                MergeRules.append(base.test(), over.test()),
                MergeRules.duration(base.interval(), over.interval()),
                MergeRules.duration(base.timeout(), over.timeout()),
                MergeRules.duration(base.startPeriod(), over.startPeriod()),
                MergeRules.duration(base.startInterval(), over.startInterval()),
                MergeRules.count(base.retries(), over.retries()),
                base.disable() || over.disable());
    }

    /** Options of one driver are merged, unless the earlier file has none: then the reference loses the later ones. */
    private static Logging logging(Logging base, Logging over) {
        if (!isSameDriver(base, over)) {
            return over;
        }
        Map<String, String> options =
                base.options().isEmpty() ? Map.of() : MergeRules.map(base.options(), over.options());
        return new Logging(MergeRules.text(over.driver(), base.driver()), options);
    }

    static boolean isSameDriver(Logging base, Logging over) {
        return base.driver().equals(over.driver())
                || base.driver().isEmpty()
                || over.driver().isEmpty();
    }

    private static Map<String, Attachment> networks(Map<String, Attachment> base, Map<String, Attachment> over) {
        Map<String, Attachment> all = new TreeMap<>(base);
        over.forEach((name, attachment) -> all.merge(name, attachment, ServiceMerge::attachment));
        return all;
    }

    /** Aliases are replaced, be it by none; driver options stay. */
    private static Attachment attachment(Attachment base, Attachment over) {
        if (!base.given() || !over.given()) {
            return base.given() ? base : over;
        }
        return new Attachment(
                over.aliases(), base.driverOptions(), true, MergeRules.map(base.addresses(), over.addresses()));
    }

    private static CredentialSpec credentialSpec(CredentialSpec base, CredentialSpec over) {
        return new CredentialSpec(
                MergeRules.text(base.config(), over.config()),
                MergeRules.text(base.file(), over.file()),
                MergeRules.text(base.registry(), over.registry()));
    }
}
