package io.jenkins.plugins.flaskbbswarm.preview.resources;

import io.jenkins.plugins.flaskbbswarm.preview.config.Preview;
import io.jenkins.plugins.flaskbbswarm.rollout.JobFailedException;
import io.jenkins.plugins.flaskbbswarm.stack.Content;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The numbered databases of one Redis: each preview has one for itself. */
public final class RedisDatabases {
    private final ServerUrl server;
    private final Optional<AdminJob> job;

    /** @param job empties a number; without it they are left as they are */
    public RedisDatabases(ServerUrl server, Optional<AdminJob> job) {
        this.server = server;
        this.job = job;
    }

    /** The lowest number that none of {@code previews} has; number 0 is nobody's. */
    public static OptionalInt free(Collection<Preview> previews, int databases) {
        Set<Integer> taken = previews.stream()
                .flatMap(preview -> preview.redis().stream().boxed())
                .collect(Collectors.toSet());
        return IntStream.range(1, databases)
                .filter(number -> !taken.contains(number))
                .findFirst();
    }

    /** The way to connect: the server's address with another number. */
    Content connection(Preview preview, Content url) {
        String text = new String(url.bytes(), StandardCharsets.UTF_8).strip();
        String base = text.replaceFirst("^([a-z]+://[^/?]+).*$", "$1");
        String connection = base + "/" + preview.redis().orElseThrow() + server.query();
        return Content.of(connection.getBytes(StandardCharsets.UTF_8));
    }

    /** Forgets all that the preview, or one before it with the same number, put there. */
    public void empty(Preview preview) throws JobFailedException, InterruptedException {
        if (job.isEmpty() || preview.redis().isEmpty()) {
            return;
        }
        Map<String, Content> files = new HashMap<>();
        List<String> command = new ArrayList<>(List.of("sh", "-c", script(), "sh"));
        command.addAll(List.of("-h", server.host(), "-p", Integer.toString(server.port())));
        command.addAll(List.of("-n", Integer.toString(preview.redis().getAsInt())));
        if (!server.user().isEmpty()) {
            command.addAll(List.of("--user", server.user()));
        }
        if (server.scheme().equals("rediss")) {
            command.add("--tls");
        }
        if (!server.password().isEmpty()) {
            files.put("redis", Content.of(server.password().getBytes(StandardCharsets.UTF_8)));
        }
        job.get().run(preview, "preview-redis", command, Map.of(), files);
    }

    /** The password is a file; {@code redis-cli} takes it from its own environment, which no spec shows. */
    private String script() {
        String login =
                server.password().isEmpty() ? "" : "export REDISCLI_AUTH=\"$(cat " + AdminJob.FILES + "redis)\"; ";
        return login + "redis-cli \"$@\" FLUSHDB | tee /dev/stderr | grep -qx OK";
    }
}
