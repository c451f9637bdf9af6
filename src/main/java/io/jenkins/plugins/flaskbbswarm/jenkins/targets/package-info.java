/** The swarms of the global configuration, and which swarm a step works on. */
package io.jenkins.plugins.flaskbbswarm.jenkins.targets;
