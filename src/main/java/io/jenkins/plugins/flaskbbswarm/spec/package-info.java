/** A {@code Stack} to what the engine is asked for: pure, sorted, the same input gives the same bytes. */
package io.jenkins.plugins.flaskbbswarm.spec;
