package io.jenkins.plugins.flaskbbswarm.engine;

import io.jenkins.plugins.flaskbbswarm.http.Connector;
import io.jenkins.plugins.flaskbbswarm.http.HttpClient;

/** An engine at the other end of any connections. */
public final class InMemoryEngine {
    private InMemoryEngine() {}

    public static Engine over(Connector connections, EngineSettings settings) throws InterruptedException {
        HttpClient http = new HttpClient(connections, Integer.MAX_VALUE);
        return new Engine(Caller.over(http, EngineAddress.parse("unix:///in/memory"), settings));
    }
}
