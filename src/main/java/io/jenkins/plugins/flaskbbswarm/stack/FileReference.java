package io.jenkins.plugins.flaskbbswarm.stack;

import java.util.Optional;

/**
 * A secret or config as a service uses it.
 *
 * @param source the key of the secret or config
 * @param target file name or path in the container; empty for the key
 * @param uid owner; empty for 0
 * @param gid group; empty for 0
 * @param mode permission bits; 0444 if empty
 */
public record FileReference(String source, String target, String uid, String gid, Optional<Long> mode) {}
