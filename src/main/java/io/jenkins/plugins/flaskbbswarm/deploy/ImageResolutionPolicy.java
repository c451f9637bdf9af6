package io.jenkins.plugins.flaskbbswarm.deploy;

/** When tags are looked up at their registries and held to a digest, as {@code docker stack deploy} has it. */
public enum ImageResolutionPolicy {
    /** Each time. */
    ALWAYS,
    /** For new services, and for those whose stack file names another image than at the last deployment. */
    CHANGED,
    /** Not at all; a service whose stack file names the same image as before keeps its digest. */
    NEVER
}
