/** The plugin's own pipeline library: {@code flaskbbSwarmDeploy} and its like, with no {@code @Library} line. */
package io.jenkins.plugins.flaskbbswarm.jenkins.library;
