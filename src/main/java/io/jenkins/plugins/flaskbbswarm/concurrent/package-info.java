/** Several things at once, a few at a time. Knows nobody. */
package io.jenkins.plugins.flaskbbswarm.concurrent;
