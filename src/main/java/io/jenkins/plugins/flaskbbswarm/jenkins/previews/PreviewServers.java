package io.jenkins.plugins.flaskbbswarm.jenkins.previews;

import io.jenkins.plugins.flaskbbswarm.jenkins.credentials.SecretData;
import io.jenkins.plugins.flaskbbswarm.jenkins.operations.DeploymentData;
import io.jenkins.plugins.flaskbbswarm.preview.config.PreviewConfig;
import io.jenkins.plugins.flaskbbswarm.secrets.SecretSource;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Optional;

/**
 * The addresses of the servers on which previews get places of their own, as they are sent to an agent.
 *
 * @param databaseAdmin at most one; the file says it if there is none
 * @param redis likewise
 */
record PreviewServers(ArrayList<SecretData> databaseAdmin, ArrayList<SecretData> redis) implements Serializable {
    PreviewConfig in(PreviewConfig config, DeploymentData deployment) {
        return config.with(deployment.completed(config.deploy()))
                .with(config.settings().with(admin(), redisServer()));
    }

    Optional<SecretSource> admin() {
        return source(databaseAdmin);
    }

    Optional<SecretSource> redisServer() {
        return source(redis);
    }

    private static Optional<SecretSource> source(ArrayList<SecretData> data) {
        return data.stream().findFirst().map(SecretData::source);
    }
}
