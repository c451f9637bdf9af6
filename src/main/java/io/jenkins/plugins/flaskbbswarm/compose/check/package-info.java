/** Checks a stack that was read, and warns of fields that do not do what they seem to do. */
package io.jenkins.plugins.flaskbbswarm.compose.check;
