/**
 * The plugin for Jenkins: arguments and credentials in, the work done on the agent, lines in the build log. All of it is
 * in the packages below.
 */
package io.jenkins.plugins.flaskbbswarm.jenkins;
