/** Reads the YAML of a Compose file field by field into a {@code Stack}. */
package io.jenkins.plugins.flaskbbswarm.compose.read;
