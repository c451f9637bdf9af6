/** The command line: reads arguments, prints events as they come, turns the result into an exit code. */
package io.jenkins.plugins.flaskbbswarm.cli;
