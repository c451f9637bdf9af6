/**
 * Just enough HTTP/1.1 over any pair of byte streams: unix socket, TCP, TLS, or the standard streams of {@code ssh}. The
 * one client for engines, registries and probes: a deadline bounds the whole exchange, an interrupt ends it at once, and
 * nothing that comes in is read without a bound. Redirects are answers like others, and are not followed.
 */
package io.jenkins.plugins.flaskbbswarm.http;
