package io.jenkins.plugins.flaskbbswarm.jenkins.targets;

import hudson.AbortException;
import io.jenkins.plugins.flaskbbswarm.jenkins.credentials.CredentialValues;
import io.jenkins.plugins.flaskbbswarm.jenkins.credentials.EngineData;

import java.util.stream.Stream;

/**
 * Where the swarm is and where its images are; empty texts where nobody said.
 *
 * @param target the name that all else is known by; empty if somebody said the host instead
 * @param host as {@code DOCKER_HOST} spells it
 * @param hostCredentialsId of the client certificate for {@code tcp://}
 * @param ca the authority that signed the engine's certificate, in PEM, if the credential does not have it
 * @param registry its address
 * @param registryCredentialsId of the login there
 */
public record Destination(
        String target,
        String host,
        String hostCredentialsId,
        String ca,
        String registry,
        String registryCredentialsId) {
    /** What a step says about it, on top of what the {@code withSwarm} around it says. */
    public static Destination of(SwarmArguments step, SwarmArguments around) throws AbortException {
        String target = first(step.target(), around.target());
        boolean isNamed = !target.isEmpty() && step.host().isEmpty();
        Destination named = isNamed ? target(target) : new Destination("", "", "", "", "", "");
        return new Destination(
                named.target(),
                first(step.host(), named.host(), around.host()),
                first(step.hostCredentialsId(), named.hostCredentialsId(), around.hostCredentialsId()),
                named.ca(),
                named.registry(),
                named.registryCredentialsId());
    }

    /** The target of that name. */
    public static Destination target(String name) throws AbortException {
        return SwarmTargets.get()
                .named(name)
                .map(target -> new Destination(
                        name,
                        target.getHost(),
                        target.getHostCredentialsId(),
                        target.getCa(),
                        target.getRegistry(),
                        target.getRegistryCredentialsId()))
                .orElseThrow(() -> new AbortException("There is no swarm target '" + name + "'; Manage Jenkins > System"
                        + " has " + SwarmTargets.get().names() + ", and new ones are made there"));
    }

    /** The engine that is named, if one is. */
    public EngineData engine(CredentialValues credentials) throws AbortException {
        boolean hasCertificate = host.startsWith("tcp:") && !hostCredentialsId.isEmpty();
        return hasCertificate ? credentials.server(host, hostCredentialsId, ca) : new EngineData(host, "", "", "");
    }

    private static String first(String... texts) {
        return Stream.of(texts).filter(text -> !text.isEmpty()).findFirst().orElse("");
    }
}
