/** Fills variables into Compose files, as {@code docker stack deploy} does, and reads {@code .env} and {@code env_file} files. */
package io.jenkins.plugins.flaskbbswarm.compose.interpolate;
