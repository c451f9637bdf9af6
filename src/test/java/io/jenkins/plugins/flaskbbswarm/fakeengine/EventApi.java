package io.jenkins.plugins.flaskbbswarm.fakeengine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@code /events}. */
final class EventApi {
    private final Store store;

    EventApi(Store store) {
        this.store = store;
    }

    void addTo(Routes routes) {
        routes.add("GET /events", this::events);
    }

    private Answer events(Call call) {
        int first;
        synchronized (store) {
            first = call.parameter("since").isPresent() ? 0 : store.events().size();
        }
        long since = call.parameter("since")
                .map(text -> new BigDecimal(text).movePointRight(9).longValue())
                .orElse(0L);
        return new Answer.Streamed(out -> {
            for (int next = first; ; next++) {
                JsonNode event = await(next);
                if (event.path("timeNano").asLong() >= since && matches(event, call)) {
                    out.write((event + "\n").getBytes(StandardCharsets.UTF_8));
                    out.flush();
                }
            }
        });
    }

    private ObjectNode await(int number) throws InterruptedException {
        synchronized (store) {
            while (store.events().size() <= number) {
                store.wait();
            }
            return store.events().get(number);
        }
    }

    private static boolean matches(JsonNode event, Call call) {
        List<String> types = call.filter("type");
        List<String> actions = call.filter("event");
        return (types.isEmpty() || types.contains(event.path("Type").asText()))
                && (actions.isEmpty() || actions.contains(event.path("Action").asText()));
    }
}
