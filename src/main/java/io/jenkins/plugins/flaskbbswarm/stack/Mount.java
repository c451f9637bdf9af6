package io.jenkins.plugins.flaskbbswarm.stack;

import java.util.Optional;

/**
 * Something mounted into a container.
 *
 * @param type {@code volume}, {@code bind}, {@code tmpfs}, {@code npipe} or {@code cluster}
 * @param source a volume's key, or a path; empty for an anonymous volume and for tmpfs
 * @param target the path inside the container
 * @param propagation of a bind; an empty text if options were given without one
 * @param volumeOptions of a volume
 * @param tmpfsSize in bytes, of a tmpfs; 0 if options were given without one
 * @param fromTmpfsField whether the service's field {@code tmpfs} asks for it, which docker CLI 28 drops
 */
public record Mount(
        String type,
        String source,
        String target,
        boolean readOnly,
        String consistency,
        Optional<String> propagation,
        Optional<VolumeOptions> volumeOptions,
        Optional<Long> tmpfsSize,
        boolean fromTmpfsField) {
    /** One that stands below {@code volumes}. */
    public Mount(
            String type,
            String source,
            String target,
            boolean readOnly,
            String consistency,
            Optional<String> propagation,
            Optional<VolumeOptions> volumeOptions,
            Optional<Long> tmpfsSize) {
        this(type, source, target, readOnly, consistency, propagation, volumeOptions, tmpfsSize, false);
    }

    /** Options of a volume mount: whether the image's files stay out of a new volume, and a path inside the volume. */
    public record VolumeOptions(boolean noCopy, String subpath) {}
}
