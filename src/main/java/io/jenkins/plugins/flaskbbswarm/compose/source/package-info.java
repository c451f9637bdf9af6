/** What Compose files are and where they come from: their text, format version, variables and the places of their fields. */
package io.jenkins.plugins.flaskbbswarm.compose.source;
