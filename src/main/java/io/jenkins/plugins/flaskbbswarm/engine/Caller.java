package io.jenkins.plugins.flaskbbswarm.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.http.BoundedJson;
import io.jenkins.plugins.flaskbbswarm.http.HttpAnswer;
import io.jenkins.plugins.flaskbbswarm.http.HttpClient;
import io.jenkins.plugins.flaskbbswarm.http.HttpRequest;
import io.jenkins.plugins.flaskbbswarm.http.HttpStream;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Sends requests for the endpoint classes: the one place that knows of deadlines, of asking again, of errors. */
final class Caller {
    private static final int MOST_OF_AN_ERROR = 64 * 1024;

    private final HttpClient http;
    private final ApiVersion version;
    private final EngineSettings settings;
    private final ErrorMessages wording;
    private final RetryPolicy patience;

    private Caller(HttpClient http, ApiVersion version, EngineSettings settings, ErrorMessages wording) {
        this.http = http;
        this.version = version;
        this.settings = settings;
        this.wording = wording;
        this.patience = new RetryPolicy(settings.patience(), settings.notices());
    }

    static Caller connect(EngineAddress address, EngineSettings settings) throws InterruptedException {
        return over(Transport.to(address), address, settings);
    }

    /** Over a client of somebody's own. */
    static Caller over(HttpClient http, EngineAddress address, EngineSettings settings) throws InterruptedException {
        boolean connected = false;
        try {
            ErrorMessages wording = new ErrorMessages(address);
            ApiVersion version = ApiVersion.negotiate(http, settings.deadline(), address, wording);
            connected = true;
            return new Caller(http, version, settings, wording);
        } finally {
            if (!connected) {
                http.close();
            }
        }
    }

    String version() {
        return version.toString();
    }

    /** Sends a request whose answer does not matter. */
    void send(Request request) throws InterruptedException {
        patience.with(request, deadline(request), deadline -> once(request, deadline));
    }

    /**
     * Sends a request that is answered by a JSON object.
     *
     * @throws EngineException also if the answer is of another shape
     */
    JsonNode json(Request request, AnswerShape shape) throws InterruptedException {
        return shaped(request, anyJson(request), shape);
    }

    private JsonNode anyJson(Request request) throws InterruptedException {
        return patience.with(request, deadline(request), deadline -> tree(request, once(request, deadline)));
    }

    private JsonNode shaped(Request request, JsonNode answer, AnswerShape shape) {
        shape.complaint(answer).ifPresent(complaint -> {
            throw wording.unreadable(request, new IOException(complaint));
        });
        return answer;
    }

    /** The same for a list of such objects. */
    List<JsonNode> list(Request request, AnswerShape shape) throws InterruptedException {
        List<JsonNode> all = new ArrayList<>();
        JsonNode list = anyJson(request);
        // Go writes a list without elements as null.
        if (!list.isArray() && !list.isNull()) {
            throw wording.unreadable(request, new IOException("it is not a list"));
        }
        list.forEach(element -> all.add(shaped(request, element, shape)));
        return List.copyOf(all);
    }

    /** Reads one object that need not exist. */
    Optional<JsonNode> find(Request request, AnswerShape shape) throws InterruptedException {
        try {
            return Optional.of(json(request, shape));
        } catch (EngineException e) {
            if (e.isNotFound()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Removes an object that need not exist. */
    void remove(Request request) throws InterruptedException {
        try {
            send(request);
        } catch (EngineException e) {
            if (!e.isNotFound()) {
                throw e;
            }
        }
    }

    /** Sends a request that is answered by messages while it is carried out; one of them may say that it failed. */
    void stream(Request request, Consumer<JsonNode> messages) throws InterruptedException {
        Optional<EngineException> failure;
        try {
            failure = http.receive(http(request), (status, body) -> messages(request, status, body, messages));
        } catch (IOException e) {
            throw wording.failure(request, e);
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    private Optional<EngineException> messages(
            Request request, int status, InputStream body, Consumer<JsonNode> messages) throws IOException {
        if (status >= 300) {
            return Optional.of(wording.refused(request, status, body.readNBytes(MOST_OF_AN_ERROR)));
        }
        return new MessageStream(body).forEach(messages).map(error -> wording.failed(request, error));
    }

    LogStream logs(Request request, LogOptions options, boolean terminal) throws InterruptedException {
        HttpStream answer = open(request.with(options.query()));
        return new LogReader(answer, terminal, options, e -> wording.failure(request, e));
    }

    EventStream events(Request request) throws InterruptedException {
        return new EventReader(open(request), e -> wording.failure(request, e));
    }

    private HttpStream open(Request request) throws InterruptedException {
        return patience.with(request, deadline(request), deadline -> {
            try {
                HttpStream answer = http.open(http(request), deadline);
                if (answer.status() < 300) {
                    return answer;
                }
                try (answer) {
                    throw wording.refused(
                            request, answer.status(), answer.body().readNBytes(MOST_OF_AN_ERROR));
                }
            } catch (IOException e) {
                throw wording.failure(request, e);
            }
        });
    }

    private HttpAnswer once(Request request, Duration deadline) throws InterruptedException {
        try {
            HttpAnswer answer = http.send(http(request), deadline);
            if (answer.status() >= 300) {
                throw wording.refused(request, answer);
            }
            return answer;
        } catch (IOException e) {
            throw wording.failure(request, e);
        }
    }

    private JsonNode tree(Request request, HttpAnswer answer) {
        try {
            return BoundedJson.tree(answer.body());
        } catch (IOException e) {
            throw wording.unreadable(request, e);
        }
    }

    private HttpRequest http(Request request) {
        return request.toHttp("/v" + version);
    }

    private Duration deadline(Request request) {
        return request.isRead() && !request.slow() ? settings.readDeadline() : settings.deadline();
    }

    void close() {
        http.close();
    }
}
