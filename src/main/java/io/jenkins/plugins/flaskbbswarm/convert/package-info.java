/** Converts a {@code Stack} to what the engine is asked for. Pure and sorted: the same input gives the same bytes. */
package io.jenkins.plugins.flaskbbswarm.convert;
