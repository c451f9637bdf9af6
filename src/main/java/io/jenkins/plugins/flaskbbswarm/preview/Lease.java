package io.jenkins.plugins.flaskbbswarm.preview;

/**
 * That a preview may be there: a config of the swarm, which is made before anything else of it and removed after
 * everything else, so that whatever dies half-way is found.
 *
 * @param id of the config
 * @param preview what the lease says
 */
record Lease(String id, Preview preview) {}
