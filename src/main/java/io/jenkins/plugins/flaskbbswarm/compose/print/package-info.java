/** Prints a stack as a Compose file, as {@code docker stack config} does. */
package io.jenkins.plugins.flaskbbswarm.compose.print;
