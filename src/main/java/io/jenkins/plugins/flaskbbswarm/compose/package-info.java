/** Compose files to a {@code Stack}: read, interpolate, merge, validate; all problems at once, each with its place. */
package io.jenkins.plugins.flaskbbswarm.compose;
