package io.jenkins.plugins.flaskbbswarm.rollout;

/** The smoke test did not succeed in its time. */
public final class ProbeFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    ProbeFailedException(Probe probe, String last) {
        super("The probe of " + probe.url()
                + probe.host().map(host -> " (Host: " + host + ")").orElse("")
                + " did not succeed within " + probe.timeout().toSeconds() + " s: " + last
                + ". Try it yourself: curl -i"
                + probe.host().map(host -> " -H 'Host: " + host + "'").orElse("")
                + " '" + probe.url() + "'");
    }
}
