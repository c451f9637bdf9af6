package io.jenkins.plugins.flaskbbswarm.preview.resources;

import io.jenkins.plugins.flaskbbswarm.preview.config.Preview;

/**
 * That a preview may be there: a config of the swarm, which is made before anything else of it and removed after
 * everything else, so that whatever dies half-way is found.
 *
 * @param id of the config
 * @param preview what the lease says
 */
public record Lease(String id, Preview preview) {}
