/** The plugin in a real Jenkins, if {@code JENKINS_WAR} and {@code JENKINS_PLUGINS} name one. */
package io.jenkins.plugins.flaskbbswarm.realjenkins;
