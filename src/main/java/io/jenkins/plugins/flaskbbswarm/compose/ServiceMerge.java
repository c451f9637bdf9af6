package io.jenkins.plugins.flaskbbswarm.compose;

import io.jenkins.plugins.flaskbbswarm.stack.Attachment;
import io.jenkins.plugins.flaskbbswarm.stack.Confinement;
import io.jenkins.plugins.flaskbbswarm.stack.CredentialSpec;
import io.jenkins.plugins.flaskbbswarm.stack.FileUse;
import io.jenkins.plugins.flaskbbswarm.stack.HealthCheck;
import io.jenkins.plugins.flaskbbswarm.stack.Logging;
import io.jenkins.plugins.flaskbbswarm.stack.Mount;
import io.jenkins.plugins.flaskbbswarm.stack.Naming;
import io.jenkins.plugins.flaskbbswarm.stack.Port;
import io.jenkins.plugins.flaskbbswarm.stack.Process;
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
                Fold.text(base.image(), over.image()),
                process(base.process(), over.process()),
                naming(base.naming(), over.naming()),
                confinement(base.confinement(), over.confinement()),
                Fold.map(base.labels(), over.labels()),
                Fold.both(base.healthCheck(), over.healthCheck(), ServiceMerge::healthCheck),
                Fold.both(base.logging(), over.logging(), ServiceMerge::logging),
                Fold.keyed(base.ports(), over.ports(), given.has(name, "ports"), Port::published),
                Fold.keyed(base.mounts(), over.mounts(), given.has(name, "volumes"), ServiceMerge::mountKey),
                networks(base.networks(), over.networks()),
                Fold.keyed(base.secrets(), over.secrets(), given.has(name, "secrets"), FileUse::source),
                Fold.keyed(base.configs(), over.configs(), given.has(name, "configs"), FileUse::source),
                credentialSpec(base.credentialSpec(), over.credentialSpec()),
                DeployMerge.merge(base.deploy(), over.deploy()),
                Fold.text(base.restart(), over.restart()),
                Fold.append(base.dependsOn(), over.dependsOn()),
                Fold.append(base.profiles(), over.profiles()),
                Fold.map(base.unused(), over.unused()));
    }

    /** A {@code tmpfs} replaces another of its kind, and no volume. */
    private static String mountKey(Mount mount) {
        return mount.fromTmpfsField() ? mount.target() + "\0tmpfs" : mount.target();
    }

    private static Process process(Process base, Process over) {
        return new Process(
                Fold.replace(base.entrypoint(), over.entrypoint()),
                Fold.replace(base.command(), over.command()),
                environment(base.environment(), over.environment()),
                Fold.text(base.workingDirectory(), over.workingDirectory()),
                Fold.text(base.user(), over.user()),
                base.tty() || over.tty(),
                base.openStdin() || over.openStdin(),
                Fold.text(base.stopSignal(), over.stopSignal()),
                Fold.duration(base.stopGracePeriod(), over.stopGracePeriod()),
                Fold.both(base.init(), over.init(), Boolean::logicalOr));
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

    private static Naming naming(Naming base, Naming over) {
        return new Naming(
                Fold.text(base.hostname(), over.hostname()),
                Fold.append(base.extraHosts(), over.extraHosts()),
                Fold.append(base.dns(), over.dns()),
                Fold.append(base.dnsSearch(), over.dnsSearch()),
                base.dnsGiven() || !over.dns().isEmpty() || !over.dnsSearch().isEmpty());
    }

    private static Confinement confinement(Confinement base, Confinement over) {
        return new Confinement(
                base.readOnly() || over.readOnly(),
                Fold.text(base.isolation(), over.isolation()),
                Fold.map(base.sysctls(), over.sysctls()),
                Fold.append(base.capAdd(), over.capAdd()),
                Fold.append(base.capDrop(), over.capDrop()),
                Fold.map(base.ulimits(), over.ulimits()));
    }

    /** The words of both tests end up in one list, however little sense that makes. */
    private static HealthCheck healthCheck(HealthCheck base, HealthCheck over) {
        return new HealthCheck(
                Fold.append(base.test(), over.test()),
                Fold.duration(base.interval(), over.interval()),
                Fold.duration(base.timeout(), over.timeout()),
                Fold.duration(base.startPeriod(), over.startPeriod()),
                Fold.duration(base.startInterval(), over.startInterval()),
                Fold.count(base.retries(), over.retries()),
                base.disable() || over.disable());
    }

    /** Options of one driver are merged, unless the earlier file has none: then the reference loses the later ones. */
    private static Logging logging(Logging base, Logging over) {
        if (!isSameDriver(base, over)) {
            return over;
        }
        Map<String, String> options = base.options().isEmpty() ? Map.of() : Fold.map(base.options(), over.options());
        return new Logging(Fold.text(over.driver(), base.driver()), options);
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
        return new Attachment(over.aliases(), base.driverOptions(), true, Fold.map(base.addresses(), over.addresses()));
    }

    private static CredentialSpec credentialSpec(CredentialSpec base, CredentialSpec over) {
        return new CredentialSpec(
                Fold.text(base.config(), over.config()),
                Fold.text(base.file(), over.file()),
                Fold.text(base.registry(), over.registry()));
    }
}
