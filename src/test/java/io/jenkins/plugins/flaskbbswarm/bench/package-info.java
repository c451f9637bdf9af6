/** Measurements for {@code src/bench}: they print, and never fail for being slow. */
package io.jenkins.plugins.flaskbbswarm.bench;
