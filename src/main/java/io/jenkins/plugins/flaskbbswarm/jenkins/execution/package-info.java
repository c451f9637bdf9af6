/**
 * A step's run in a build: beside the script, through aborts, lost agents and restarts, with its lines in the build
 * log.
 */
package io.jenkins.plugins.flaskbbswarm.jenkins.execution;
