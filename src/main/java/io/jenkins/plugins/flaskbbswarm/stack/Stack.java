package io.jenkins.plugins.flaskbbswarm.stack;

/** A stack as its Compose files describe it, merged and checked; names are the keys of the file. */
public record Stack() {}
