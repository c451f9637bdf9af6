/** Merges Compose files: {@code extends}, {@code include}, several {@code -f} files, {@code !reset} and {@code !override}. */
package io.jenkins.plugins.flaskbbswarm.compose.merge;
