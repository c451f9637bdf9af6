package io.jenkins.plugins.flaskbbswarm.jenkins.previews;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.deploy.DeploymentContext;
import io.jenkins.plugins.flaskbbswarm.jenkins.agent.Operation;
import io.jenkins.plugins.flaskbbswarm.jenkins.operations.DeploymentData;
import io.jenkins.plugins.flaskbbswarm.preview.PreviewDescriptor;
import io.jenkins.plugins.flaskbbswarm.preview.PreviewDown;
import io.jenkins.plugins.flaskbbswarm.preview.PreviewList;
import io.jenkins.plugins.flaskbbswarm.preview.PreviewSweep;
import io.jenkins.plugins.flaskbbswarm.preview.config.PreviewConfig;
import io.jenkins.plugins.flaskbbswarm.preview.resources.PreviewFailedException;
import io.jenkins.plugins.flaskbbswarm.preview.sweep.SweepResult;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something for which no file of the build is needed any more.
 *
 * @param note of the preview, as JSON
 * @param registry the only one that may be spoken to, which none is if empty; {@value #ANY} for all
 */
record KnownPreviewOperation(Kind kind, String note, DeploymentData deployment, PreviewServers servers, String registry)
        implements Operation {
    /** All registries that its images are from. */
    static final String ANY = "*";
    /** What {@link Kind#SWEEP} did: lines. */
    static final String LINES = "lines";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What is done. */
    enum Kind {
        /** Ends the preview. */
        END,
        /** Sweeps all previews of its repository. */
        SWEEP,
        /** Looks at all previews of its swarm, whatever repository they are of: by stack, each as JSON. */
        LOOK
    }

    @Override
    public LinkedHashMap<String, Object> run(Path directory, DeploymentContext surroundings)
            throws PreviewFailedException, InterruptedException {
        PreviewDescriptor read = PreviewDescriptor.parse(note);
        return switch (kind) {
            case END -> {
                new PreviewDown(completed(read.toEnd(servers.admin(), servers.redisServer())), surroundings).run();
                yield new LinkedHashMap<>();
            }
            case SWEEP -> sweep(completed(read.toSweep(servers.admin(), servers.redisServer())), surroundings);
            case LOOK -> statuses(completed(read.toEnd(servers.admin(), servers.redisServer())), surroundings);
        };
    }

    private PreviewConfig completed(PreviewConfig config) {
        PreviewConfig completed = config.with(deployment.completed(config.deploy()));
        return registry.equals(ANY)
                ? completed
                : completed.with(completed.settings().speakingTo(registry));
    }

    private static LinkedHashMap<String, Object> sweep(PreviewConfig config, DeploymentContext surroundings)
            throws InterruptedException {
        SweepResult swept = new PreviewSweep(config, surroundings).run(PreviewSweep.Options.DEFAULT);
        LinkedHashMap<String, Object> result = new LinkedHashMap<>();
        result.put(LINES, new ArrayList<>(swept.swept().isEmpty() ? new ArrayList<>() : swept.lines(false)));
        return result;
    }

    private static LinkedHashMap<String, Object> statuses(PreviewConfig config, DeploymentContext surroundings)
            throws InterruptedException {
        Instant now = Instant.now();
        LinkedHashMap<String, Object> seen = new LinkedHashMap<>();
        for (PreviewList.Listed listed : new PreviewList(config.deploy().engine(), surroundings).run()) {
            seen.put(listed.preview().stack().name(), json(PreviewStatus.of(listed, now)));
        }
        return seen;
    }

    private static String json(PreviewStatus seen) {
        try {
            return JSON.writeValueAsString(seen);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * What {@link Kind#LOOK} found, by stack.
     *
     * @throws IOException if the answer is none that we would give
     */
    static Map<String, PreviewStatus> seen(Map<String, Object> result) throws IOException {
        Map<String, PreviewStatus> seen = new LinkedHashMap<>();
        for (Map.Entry<String, Object> found : result.entrySet()) {
            seen.put(found.getKey(), read(found.getValue()));
        }
        return seen;
    }

    private static PreviewStatus read(Object json) throws IOException {
        if (json instanceof String text && JSON.readTree(text) instanceof ObjectNode fields) {
            return JSON.treeToValue(fields, PreviewStatus.class);
        }
        throw new IOException("Its agent answered with something that is not a preview");
    }
}
