/** Loads Compose files: reads, includes and merges them, fills in variables and checks the result; all problems at once, each with its place. */
package io.jenkins.plugins.flaskbbswarm.compose;
