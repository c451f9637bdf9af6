package io.jenkins.plugins.flaskbbswarm.stack;

/** The labels that this product writes on the engine's objects, beside {@link Namespace#LABEL}. */
public final class Labels {
    private static final String OURS = "io.jenkins.flaskbb-swarm.";

    /** On each version of a secret or config: its name without the version. An object without it is not ours to remove. */
    public static final String OBJECT = OURS + "object";

    /** On a secret: the salt of its fingerprint, in hex. */
    public static final String SALT = OURS + "salt";

    /**
     * On a secret or config that is called as its stack file names it: the version that its content has, which stands in
     * the names of others.
     */
    public static final String VERSION = OURS + "version";

    /** On a secret that was made by us rather than given: {@code true}. */
    public static final String GENERATED = OURS + "generated";

    /** On the config that keeps a release: its number. */
    public static final String RELEASE = OURS + "release";

    /** On the config that keeps a release: how it ended. */
    public static final String OUTCOME = OURS + "outcome";

    /** On the config that keeps a release: the versions of its secrets under one fingerprint, as JSON. */
    public static final String SECRETS = OURS + "secrets";

    /** On the config that keeps a release: from which base images and dependencies its images were built, as JSON. */
    public static final String BUILD_INPUTS = OURS + "build-inputs";

    /** On the config that is a stack's lock: when its owner was last seen alive, in seconds since 1970. */
    public static final String HEARTBEAT = OURS + "heartbeat";

    /** On the lock: who holds it, for people. */
    public static final String OWNER = OURS + "owner";

    /** On the lock: the process that holds it; absent once it was left for the next release. */
    public static final String PROCESS = OURS + "process";

    /** On the lock: since when it is held, ISO 8601. */
    public static final String SINCE = OURS + "since";

    /** On the lock: a random name for this one time that it is held. */
    public static final String HOLD = OURS + "hold";

    /** On the lock: fingerprint of the migration that its release has completed. */
    public static final String MIGRATED = OURS + "migrated";

    /** On the config that keeps a change of a schema which no release has recorded yet: how far it came. */
    public static final String SCHEMA = OURS + "schema";

    /** On a service that is a one-shot job of a release rather than a part of the stack: the job's purpose. */
    public static final String JOB = OURS + "job";

    /** On a service that runs a release's new spec beside the old: the number of that release. */
    public static final String CANARY = OURS + "canary";

    /** On the containers of an image that no registry holds: its ID, so that one that is built anew is an update. */
    public static final String IMAGE_ID = OURS + "image-id";

    /** On a service: salt and slow fingerprint of the registry login that its nodes pull with, {@code salt:fingerprint}. */
    public static final String LOGIN = OURS + "login";

    /**
     * On a service, from its stack file: {@code external} where somebody else, such as an autoscaler, decides how many
     * replicas it has; the file's number is for its creation alone.
     */
    public static final String REPLICAS = OURS + "replicas";

    /** On a job whose spec was brought back without running it again: how many completions it wanted. */
    public static final String NOT_RUN = OURS + "not-run";

    /** On the lock: what its holders are going to change, where that is more than the first of them recorded. */
    public static final String UNDO = OURS + "undo";

    /** How the labels of previews begin. */
    public static final String PREVIEW = OURS + "preview.";

    private Labels() {}

    /** Whether a label is one of these. */
    public static boolean isOurs(String label) {
        return label.startsWith(OURS);
    }
}
