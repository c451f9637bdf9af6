package io.jenkins.plugins.flaskbbswarm.stack;

/** A kernel limit of a process; -1 is unlimited. */
public record Ulimit(long soft, long hard) {}
