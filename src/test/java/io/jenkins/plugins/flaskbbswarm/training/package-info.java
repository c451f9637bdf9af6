/** Deploys once while the project is packaged, so that Java can archive the classes that a deployment needs. */
package io.jenkins.plugins.flaskbbswarm.training;
