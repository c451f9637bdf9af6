package io.jenkins.plugins.flaskbbswarm.preview;

import io.jenkins.plugins.flaskbbswarm.preview.config.Preview;
import io.jenkins.plugins.flaskbbswarm.preview.resources.Databases;
import io.jenkins.plugins.flaskbbswarm.rollout.JobFailedException;
import io.jenkins.plugins.flaskbbswarm.stack.Content;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;

/** A database server of which only the names of its databases matter. */
public final class FakeDatabases implements Databases {
    private final Map<String, Namespace> names = new ConcurrentSkipListMap<>();
    private volatile boolean broken;

    /** Drops fail from now on, or work again. */
    public void broken(boolean value) {
        broken = value;
    }

    @Override
    public Content create(Preview preview) {
        names.put(preview.database().orElseThrow(), preview.stack());
        return Content.of(("postgresql://" + preview.database().get()).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void drop(Preview preview) throws JobFailedException {
        if (broken) {
            throw new JobFailedException("the server is down", List.of());
        }
        names.remove(preview.database().orElseThrow());
    }

    @Override
    public Map<String, Namespace> all(Preview sweep) throws JobFailedException {
        if (broken) {
            throw new JobFailedException("the server is down", List.of());
        }
        return Map.copyOf(names);
    }

    public Set<String> names() {
        return new TreeSet<>(names.keySet());
    }
}
