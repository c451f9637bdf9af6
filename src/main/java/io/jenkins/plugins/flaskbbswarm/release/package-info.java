/** Releases of a stack and its lock, as they are stored in the swarm. */
package io.jenkins.plugins.flaskbbswarm.release;
