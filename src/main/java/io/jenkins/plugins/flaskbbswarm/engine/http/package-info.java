/**
 * Just enough HTTP/1.1 over any pair of byte streams: unix socket, TCP, TLS, or the standard streams of {@code ssh}.
 * Used by the package above only.
 */
package io.jenkins.plugins.flaskbbswarm.engine.http;
