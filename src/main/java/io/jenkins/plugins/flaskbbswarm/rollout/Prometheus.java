package io.jenkins.plugins.flaskbbswarm.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.http.BoundedJson;
import io.jenkins.plugins.flaskbbswarm.http.MalformedAnswerException;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/** Asks a Prometheus for single numbers. */
final class Prometheus {
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final String address;

    Prometheus(URI address) {
        this.address = address.toString().replaceFirst("/+$", "");
    }

    /**
     * What a metric is now; nothing if there is no such series, or no number to divide by.
     *
     * @throws IOException if it does not answer, or refuses the query
     */
    OptionalDouble ask(Metric metric) throws IOException, InterruptedException {
        OptionalDouble value = ask(metric.query());
        if (value.isEmpty() || metric.stable().isEmpty()) {
            return value;
        }
        OptionalDouble other = ask(metric.stable().get());
        return other.isEmpty() || other.getAsDouble() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(value.getAsDouble() / other.getAsDouble());
    }

    private OptionalDouble ask(String query) throws IOException, InterruptedException {
        URI url = URI.create(address + "/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
        Probe probe = new Probe(url, Optional.empty(), 200, Optional.empty(), LONGEST, Optional.empty());
        ProbeRequest.Answer answer = new ProbeRequest(probe, LONGEST).send();
        return value(answer.status(), answer.body(), query);
    }

    /** The number in an answer of the API. */
    static OptionalDouble value(int status, String body, String query) throws IOException {
        JsonNode json = json(body);
        if (status != 200) {
            throw new IOException(
                    "it answered " + status + " " + json.path("error").asText());
        }
        JsonNode data = json.path("data");
        if (data.path("resultType").asText().equals("scalar")) {
            return number(data.path("result"));
        }
        if (data.path("result").size() > 1) {
            throw new IOException("it has " + data.path("result").size() + " series; sum them up: " + query);
        }
        return number(data.at("/result/0/value"));
    }

    private static JsonNode json(String body) throws IOException {
        try {
            return BoundedJson.tree(body.getBytes(StandardCharsets.UTF_8));
        } catch (MalformedAnswerException e) {
            throw new IOException("it answered no JSON", e);
        }
    }

    private static OptionalDouble number(JsonNode pair) {
        try {
            double value = Double.parseDouble(pair.path(1).asText("NaN"));
            return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
        } catch (NumberFormatException e) {
            return OptionalDouble.empty(); // +Inf and -Inf, which nothing is compared with
        }
    }
}
