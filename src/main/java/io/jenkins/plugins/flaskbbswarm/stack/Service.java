package io.jenkins.plugins.flaskbbswarm.stack;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A service of a stack.
 *
 * @param name its key in the file
 * @param image what its tasks run, as written
 * @param process what runs inside, and how
 * @param naming what the process knows of names and addresses
 * @param confinement what the process may do and use
 * @param labels labels of its containers
 * @param networks by the network's key; empty means the stack's default network
 * @param restart the restart policy of a single container, which counts where {@code deploy} has none
 * @param dependsOn what should run before this one
 * @param profiles with one of which the service is part of the stack; empty for always
 * @param unused fields that a swarm has no use for, and {@code x-} fields, as plain trees: kept to be printed
 */
public record Service(
        String name,
        String image,
        Process process,
        DnsOptions naming,
        SecurityOptions confinement,
        Map<String, String> labels,
        Optional<HealthCheck> healthCheck,
        Optional<Logging> logging,
        List<Port> ports,
        List<Mount> mounts,
        Map<String, Attachment> networks,
        List<FileReference> secrets,
        List<FileReference> configs,
        CredentialSpec credentialSpec,
        Deploy deploy,
        String restart,
        List<Dependency> dependsOn,
        List<String> profiles,
        Map<String, Object> unused) {
    public Service {
        labels = Sorted.copy(labels);
        ports = List.copyOf(ports);
        mounts = List.copyOf(mounts);
        networks = Sorted.copy(networks);
        secrets = List.copyOf(secrets);
        configs = List.copyOf(configs);
        dependsOn = List.copyOf(dependsOn);
        profiles = List.copyOf(profiles);
        unused = Sorted.copy(unused);
    }

    /** The same service with other mounts. */
    public Service withMounts(List<Mount> others) {
        return new Service(
                name,
                image,
                process,
                naming,
                confinement,
                labels,
                healthCheck,
                logging,
                ports,
                others,
                networks,
                secrets,
                configs,
                credentialSpec,
                deploy,
                restart,
                dependsOn,
                profiles,
                unused);
    }

    /** The same with other dependencies. */
    public Service withDependencies(List<Dependency> others) {
        return new Service(
                name,
                image,
                process,
                naming,
                confinement,
                labels,
                healthCheck,
                logging,
                ports,
                mounts,
                networks,
                secrets,
                configs,
                credentialSpec,
                deploy,
                restart,
                others,
                profiles,
                unused);
    }
}
