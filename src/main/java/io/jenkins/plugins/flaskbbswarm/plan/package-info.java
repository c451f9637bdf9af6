/** Wanted specs against the observed swarm: an ordered list of actions that can be printed, compared and carried out. Pure. */
package io.jenkins.plugins.flaskbbswarm.plan;
