package io.jenkins.plugins.flaskbbswarm.preview;

import io.jenkins.plugins.flaskbbswarm.deploy.DeployResult;
import io.jenkins.plugins.flaskbbswarm.preview.config.Preview;

/**
 * A preview that is up.
 *
 * @param preview with its address and its end
 * @param deployed what was done for it
 */
public record PreviewResult(Preview preview, DeployResult deployed) {}
