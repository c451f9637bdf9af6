/** The steps of a Jenkinsfile: their arguments and forms. */
package io.jenkins.plugins.flaskbbswarm.jenkins.steps;
