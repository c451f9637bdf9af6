/** The steps of a Jenkinsfile: arguments and credentials in, the work done on the agent, lines in the build log. */
package io.jenkins.plugins.flaskbbswarm.jenkins;
