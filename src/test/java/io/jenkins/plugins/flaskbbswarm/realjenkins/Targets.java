package io.jenkins.plugins.flaskbbswarm.realjenkins;

import java.io.IOException;

/** The swarm targets that a Jenkins knows. */
final class Targets {
    /** Groovy that finds what keeps them. */
    static final String SETTINGS =
            "jenkins.model.GlobalConfiguration.all().find { it.class.simpleName == 'SwarmTargets' }";

    private static final String FIELDS =
            "[it.name, it.host, it.hostCredentialsId, it.registry, it.registryCredentialsId, it.sweepPreviews]";

    private Targets() {}

    /** Groovy that adds one for all folders. */
    static String adding(String name, String... fields) {
        return """
                def targets = SETTINGS
                def target = targets.class.classLoader
                        .loadClass('io.jenkins.plugins.flaskbbswarm.jenkins.targets.SwarmTarget').newInstance('NAME')
                target.with { FIELDS }
                targets.targets = targets.targets + [target]
                """.replace("SETTINGS", SETTINGS).replace("NAME", name).replace("FIELDS", String.join("; ", fields));
    }

    /** A line for each, its fields with a space between. */
    static String of(Rest rest) throws IOException, InterruptedException {
        return rest.script("println " + SETTINGS + ".targets.collect { " + FIELDS + ".join(' ') }.join('\\n')")
                .strip();
    }
}
