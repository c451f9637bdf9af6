package io.jenkins.plugins.flaskbbswarm.jenkins.targets;

import hudson.AbortException;
import io.jenkins.plugins.flaskbbswarm.jenkins.credentials.CredentialStore;
import io.jenkins.plugins.flaskbbswarm.jenkins.credentials.CredentialValues;
import io.jenkins.plugins.flaskbbswarm.jenkins.credentials.EngineData;
import io.jenkins.plugins.flaskbbswarm.jenkins.credentials.RegistryData;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the swarm is and where its images are; empty texts where nobody said.
 *
 * @param host as {@code DOCKER_HOST} spells it
 * @param hostCredentialsId named by the job for {@code host}; empty if it names none
 * @param named the target that all else is known by; empty if somebody said the host instead
 * @param store where the target's credentials are
 */
public record Destination(
        String host, String hostCredentialsId, Optional<SwarmTarget> named, Optional<CredentialStore> store) {
    /**
     * What a step says about it, on top of what the {@code withSwarm} around it says.
     *
     * @throws AbortException if it names a target that its job may not use
     */
    public static Destination of(SwarmArguments step, SwarmArguments around, TargetCaller caller)
            throws AbortException {
        String target = first(step.target(), around.target());
        if (target.isEmpty() || !step.host().isEmpty()) {
            return of(first(step.host(), around.host()), first(step.hostCredentialsId(), around.hostCredentialsId()));
        }
        return target(target, caller).orElse(of(around.host(), step.hostCredentialsId()));
    }

    /** A host that a job names. */
    public static Destination of(String host, String hostCredentialsId) {
        return new Destination(host, hostCredentialsId, Optional.empty(), Optional.empty());
    }

    /**
     * The target of that name.
     *
     * @throws AbortException if the caller may not use it
     */
    public static Destination target(String name, TargetCaller caller) throws AbortException {
        SwarmTarget target = caller.target(name);
        return new Destination(
                target.getHost(), "", Optional.of(target), Optional.of(new TargetCredentials(target, caller.job())));
    }

    /** The same, where the administrator leaves something to what a job says. */
    public Destination orElse(Destination job) {
        return new Destination(host.isEmpty() ? job.host() : host, job.hostCredentialsId(), named, store);
    }

    /** The target's name; empty without one. */
    public String target() {
        return named.map(SwarmTarget::getName).orElse("");
    }

    /** Whether the administrator said where the engine is, rather than a job. */
    public boolean isConfigured() {
        return named.filter(target -> !target.getHost().isEmpty()).isPresent();
    }

    /** The address of the target's registry. */
    public String registry() {
        return named.map(SwarmTarget::getRegistry).orElse("");
    }

    /** Of the login there. */
    public String registryCredentialsId() {
        return named.map(SwarmTarget::getRegistryCredentialsId).orElse("");
    }

    /**
     * The engine that is named, if one is.
     *
     * @param credentials that the job may use; a target's own are for the target's host only
     */
    public EngineData engine(CredentialValues credentials) throws IOException {
        if (!hostCredentialsId.isEmpty()) {
            return engine(hostCredentialsId, "", credentials);
        }
        String own = isConfigured() ? named.get().getHostCredentialsId() : "";
        return own.isEmpty()
                ? EngineData.of(host)
                : engine(own, named.get().getKeyPassphraseCredentialsId(), credentials.in(store.orElseThrow()));
    }

    private EngineData engine(String id, String passphraseId, CredentialValues credentials) throws IOException {
        if (host.startsWith("ssh:")) {
            return credentials.ssh(host, id, isConfigured() ? named.get().getKnownHosts() : "");
        }
        return host.startsWith("tcp:")
                ? credentials.server(host, id, named.map(SwarmTarget::getCa).orElse(""), passphraseId)
                : EngineData.of(host);
    }

    /** The target's login for the target's registry, and no other one; empty if it has none. */
    public Optional<RegistryData> login(CredentialValues credentials) throws AbortException {
        if (registry().isEmpty() || registryCredentialsId().isEmpty()) {
            return Optional.empty();
        }
        RegistryData login = credentials.in(store.orElseThrow()).login(registryCredentialsId());
        return Optional.of(new RegistryData(registry(), login.username(), login.password()));
    }

    private static String first(String... texts) {
        return Stream.of(texts).filter(text -> !text.isEmpty()).findFirst().orElse("");
    }
}
