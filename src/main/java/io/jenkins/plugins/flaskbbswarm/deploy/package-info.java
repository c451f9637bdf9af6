/** A release from its one file to its one result: images, secrets and configs, plan, migration, rollout, probe. */
package io.jenkins.plugins.flaskbbswarm.deploy;
