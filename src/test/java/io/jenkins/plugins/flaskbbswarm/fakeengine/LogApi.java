package io.jenkins.plugins.flaskbbswarm.fakeengine;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;

/** The logs of services and tasks. */
final class LogApi {
    private static final int POLL_MILLIS = 5;

    private final Store store;

    LogApi(Store store) {
        this.store = store;
    }

    /** Before the routes of services and tasks: names may have slashes. */
    void addTo(Routes routes) {
        routes.add("GET /services/*/logs", call -> {
            String id;
            synchronized (store) {
                id = store.services().get(call.part(1)).id();
            }
            return log(call, task -> task.service().equals(id));
        });
        routes.add("GET /tasks/*/logs", call -> log(call, task -> task.id().equals(call.part(1))));
    }

    private Answer log(Call call, Predicate<FakeTask> tasks) {
        int tail = call.parameter("tail")
                .filter(text -> text.matches("\\d+"))
                .map(Integer::valueOf)
                .orElse(Integer.MAX_VALUE);
        return new Answer.Streamed(out -> {
            int sent = Math.max(0, lines(call, tasks).size() - tail);
            do {
                List<List<byte[]>> lines = lines(call, tasks);
                send(out, lines.subList(Math.min(sent, lines.size()), lines.size()));
                sent = Math.max(sent, lines.size());
                Thread.sleep(call.flag("follow") ? POLL_MILLIS : 0);
            } while (call.flag("follow"));
        });
    }

    private static void send(OutputStream out, List<List<byte[]>> lines) throws IOException {
        for (List<byte[]> line : lines) {
            for (byte[] frame : line) {
                out.write(frame);
            }
        }
        if (!lines.isEmpty()) {
            out.flush();
        }
    }

    /** The frames of each line. */
    private List<List<byte[]>> lines(Call call, Predicate<FakeTask> tasks) {
        synchronized (store) {
            List<List<byte[]>> lines = new ArrayList<>();
            store.tasks().values().stream().filter(tasks).forEach(task -> task.log()
                    .forEach(line -> lines.add(frames(call, task, line))));
            return lines;
        }
    }

    /** A line that was printed in several pieces has as many frames, the same one again and again in the middle. */
    private static List<byte[]> frames(Call call, FakeTask task, FakeTask.Printed line) {
        String prefix = prefix(call, task, line);
        if (line.times() == 1) {
            return List.of(frame(line, prefix + line.text() + "\n"));
        }
        List<byte[]> frames = new ArrayList<>();
        frames.add(frame(line, prefix + line.text()));
        frames.addAll(Collections.nCopies(line.times() - 2, frame(line, line.text())));
        frames.add(frame(line, line.text() + "\n"));
        return frames;
    }

    private static String prefix(Call call, FakeTask task, FakeTask.Printed line) {
        String time = call.flag("timestamps") ? line.time() + " " : "";
        String details = call.flag("details")
                ? "com.docker.swarm.node.id=%s,com.docker.swarm.service.id=%s,com.docker.swarm.task.id=%s "
                        .formatted(task.node().orElse(""), task.service(), task.id())
                : "";
        return time + details;
    }

    private static byte[] frame(FakeTask.Printed line, String words) {
        byte[] text = words.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + text.length)
                .putInt((line.error() ? 2 : 1) << 24)
                .putInt(text.length)
                .put(text)
                .array();
    }
}
