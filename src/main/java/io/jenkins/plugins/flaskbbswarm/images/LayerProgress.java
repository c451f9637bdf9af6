package io.jenkins.plugins.flaskbbswarm.images;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Tells how layers travel to or from a registry: a line when one starts and one when it has arrived, however often the
 * engine reports bytes in between. Layers that were there already are only counted.
 */
final class LayerProgress implements Consumer<JsonNode> {
    private static final List<String> STARTS = List.of("pushing", "downloading");
    private static final List<String> ARRIVALS = List.of("pushed", "mounted from", "pull complete");

    /** No image has as many; what an engine tells of others is left out. */
    private static final int MOST_LAYERS = 10_000;

    private final String image;
    private final EventSink events;
    private final Map<String, String> states = new TreeMap<>();
    private final Map<String, Long> sizes = new TreeMap<>();

    LayerProgress(String image, EventSink events) {
        this.image = image;
        this.events = events;
    }

    @Override
    public void accept(JsonNode message) {
        String layer = message.path("id").asText();
        String state = message.path("status").asText().toLowerCase(Locale.ROOT);
        boolean unknown = states.size() == MOST_LAYERS && !states.containsKey(layer);
        if (unknown || layer.isEmpty() || state.isEmpty() || state.equals(states.put(layer, state))) {
            return;
        }
        long total = message.at("/progressDetail/total").asLong();
        if (is(state, STARTS)) {
            sizes.put(layer, total);
            report(layer, state + (total > 0 ? " " + megabytes(total) : ""));
        } else if (is(state, ARRIVALS)) {
            report(layer, state);
        }
    }

    /** What was done altogether: {@code 2 layers (12.3 MB), 5 already exist}. */
    String summary() {
        long arrived =
                states.values().stream().filter(state -> is(state, ARRIVALS)).count();
        long there = states.values().stream()
                .filter(state -> state.endsWith("already exists"))
                .count();
        long bytes = sizes.values().stream().mapToLong(Long::longValue).sum();
        return "%d layers (%s), %d already exist".formatted(arrived, megabytes(bytes), there);
    }

    private void report(String layer, String text) {
        events.emit(new Event.Progress(image, "layer " + layer + " " + text));
    }

    private static boolean is(String state, List<String> beginnings) {
        return beginnings.stream().anyMatch(state::startsWith);
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
}
