package io.jenkins.plugins.flaskbbswarm.stack;

/** A credential spec of a Windows service, from at most one of three places. */
public record CredentialSpec(String config, String file, String registry) {}
