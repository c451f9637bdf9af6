package io.jenkins.plugins.flaskbbswarm.stack;

/**
 * A published port.
 *
 * @param mode {@code ingress}, {@code host}, or empty for the engine's default
 * @param target the port inside the container
 * @param published the port outside; 0 lets the engine choose
 * @param protocol {@code tcp}, {@code udp}, {@code sctp}, or empty for the engine's default
 */
public record Port(String mode, long target, long published, String protocol) {}
