/** Hostile input: what {@code src/test/fuzz} mutates, and what it must never cost or break. */
package io.jenkins.plugins.flaskbbswarm.fuzz;
