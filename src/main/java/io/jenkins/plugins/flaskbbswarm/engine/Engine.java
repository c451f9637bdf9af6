package io.jenkins.plugins.flaskbbswarm.engine;

/**
 * A connection to one Docker Engine: of its endpoints, each one is a small class. Safe for use by many threads; closing
 * it ends all requests and streams under way.
 *
 * <p>All calls throw {@link EngineException} when the engine cannot be reached or says no, and
 * {@link InterruptedException} soon after their thread is interrupted.
 */
public final class Engine implements AutoCloseable {
    private final Caller caller;

    Engine(Caller caller) {
        this.caller = caller;
    }

    /** Connects with the default settings. */
    public static Engine connect(EngineAddress address) throws InterruptedException {
        return connect(address, EngineSettings.defaults());
    }

    /**
     * Asks the engine for its API version and agrees on one.
     *
     * @throws EngineException if it cannot be reached, does not trust us or is not trusted, or is older than API 1.41
     *     (engine 20.10)
     */
    public static Engine connect(EngineAddress address, EngineSettings settings) throws InterruptedException {
        return new Engine(Caller.connect(address, settings));
    }

    public Services services() {
        return new Services(caller);
    }

    public Tasks tasks() {
        return new Tasks(caller);
    }

    public Nodes nodes() {
        return new Nodes(caller);
    }

    public Networks networks() {
        return new Networks(caller);
    }

    public Volumes volumes() {
        return new Volumes(caller);
    }

    public SecretsOrConfigs secrets() {
        return new SecretsOrConfigs(caller, "secrets");
    }

    public SecretsOrConfigs configs() {
        return new SecretsOrConfigs(caller, "configs");
    }

    public Containers containers() {
        return new Containers(caller);
    }

    public Images images() {
        return new Images(caller);
    }

    public Builds builds() {
        return new Builds(caller);
    }

    public Distribution distribution() {
        return new Distribution(caller);
    }

    public EngineSystem system() {
        return new EngineSystem(caller);
    }

    public Events events() {
        return new Events(caller);
    }

    /** The API version agreed on, such as {@code 1.41}. */
    public String apiVersion() {
        return caller.version();
    }

    @Override
    public void close() {
        caller.close();
    }
}
