/** The pipeline library's scripts, run without a Jenkins. */
package io.jenkins.plugins.flaskbbswarm.vars;
