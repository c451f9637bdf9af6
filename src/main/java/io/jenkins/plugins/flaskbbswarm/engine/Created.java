package io.jenkins.plugins.flaskbbswarm.engine;

import java.util.List;

/**
 * An object that the engine made.
 *
 * @param id the engine's identifier
 * @param warnings what the engine said about it, mostly nothing
 */
public record Created(String id, List<String> warnings) {}
