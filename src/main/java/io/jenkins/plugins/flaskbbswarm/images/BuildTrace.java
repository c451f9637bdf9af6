package io.jenkins.plugins.flaskbbswarm.images;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** One message of a build's progress: {@code moby.buildkit.v1.StatusResponse}, as far as we show it. */
record BuildTrace(List<Step> steps, List<Output> outputs) {
    /**
     * The state of a step ("vertex"); it is sent again whenever it changes.
     *
     * @param id the same in all messages of one build
     * @param name such as {@code [app 2/7] RUN make}
     * @param error empty unless the step failed
     */
    record Step(
            String id,
            String name,
            boolean cached,
            Optional<Instant> started,
            Optional<Instant> completed,
            String error) {}

    /** Some bytes that a step's program printed; not necessarily whole lines. */
    record Output(String step, byte[] bytes) {}

    /** @throws IOException if this is no such message */
    static BuildTrace decode(String base64) throws IOException {
        try {
            ProtoMessage response = ProtoMessage.parse(Base64.getDecoder().decode(base64));
            List<Step> steps = new ArrayList<>();
            for (ProtoMessage vertex : response.messages(1)) {
                steps.add(step(vertex));
            }
            List<Output> outputs = response.messages(3).stream()
                    .map(log -> new Output(log.text(1), log.bytes(4)))
                    .toList();
            return new BuildTrace(steps, outputs);
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw new IOException("not a build trace", e);
        }
    }

    private static Step step(ProtoMessage vertex) throws IOException {
        return new Step(
                vertex.text(1),
                vertex.text(3),
                vertex.number(4) != 0,
                instant(vertex, 5),
                instant(vertex, 6),
                vertex.text(7));
    }

    private static Optional<Instant> instant(ProtoMessage vertex, int field) throws IOException {
        if (!vertex.has(field)) {
            return Optional.empty();
        }
        ProtoMessage timestamp = ProtoMessage.parse(vertex.bytes(field));
        return Optional.of(Instant.ofEpochSecond(timestamp.number(1), timestamp.number(2)));
    }
}
