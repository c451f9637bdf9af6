package io.jenkins.plugins.flaskbbswarm.fakeengine;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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
            int sent = Math.max(0, frames(call, tasks).size() - tail);
            do {
                List<byte[]> frames = frames(call, tasks);
                send(out, frames.subList(Math.min(sent, frames.size()), frames.size()));
                sent = Math.max(sent, frames.size());
                Thread.sleep(call.flag("follow") ? POLL_MILLIS : 0);
            } while (call.flag("follow"));
        });
    }

    private static void send(OutputStream out, List<byte[]> frames) throws IOException {
        for (byte[] frame : frames) {
            out.write(frame);
        }
        if (!frames.isEmpty()) {
            out.flush();
        }
    }

    private List<byte[]> frames(Call call, Predicate<FakeTask> tasks) {
        synchronized (store) {
            List<byte[]> frames = new ArrayList<>();
            store.tasks().values().stream().filter(tasks).forEach(task -> task.log()
                    .forEach(line -> frames.add(frame(call, task, line))));
            return frames;
        }
    }

    private static byte[] frame(Call call, FakeTask task, FakeTask.Printed line) {
        String time = call.flag("timestamps") ? line.time() + " " : "";
        String details = call.flag("details")
                ? "com.docker.swarm.node.id=%s,com.docker.swarm.service.id=%s,com.docker.swarm.task.id=%s "
                        .formatted(task.node().orElse(""), task.service(), task.id())
                : "";
        byte[] text = (time + details + line.text() + "\n").getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + text.length)
                .putInt((line.error() ? 2 : 1) << 24)
                .putInt(text.length)
                .put(text)
                .array();
    }
}
