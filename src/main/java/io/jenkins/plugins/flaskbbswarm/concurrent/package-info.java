/** Several things at once, a few at a time. Depends on no other package. */
package io.jenkins.plugins.flaskbbswarm.concurrent;
