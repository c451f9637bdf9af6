package io.jenkins.plugins.flaskbbswarm.deploy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.rollout.JobSpec;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The jobs of the dump that is built in. They run as root, since a volume is root's and secrets may be anybody's. */
final class PostgresJobs {
    private static final String MOUNTED = "/migration-backup";

    private final DeployConfig.PostgresDump dump;
    private final Namespace stack;

    PostgresJobs(DeployConfig.PostgresDump dump, Namespace stack) {
        this.dump = dump;
        this.stack = stack;
    }

    JobSpec dump(JobSpec job) {
        return of(job, "postgres-dump.sh");
    }

    JobSpec restore(JobSpec job) {
        return of(job, "postgres-restore.sh");
    }

    private JobSpec of(JobSpec job, String script) {
        ObjectNode mount = JsonNodeFactory.instance
                .objectNode()
                .put("Type", dump.place().startsWith("/") ? "bind" : "volume")
                .put("Source", dump.place())
                .put("Target", MOUNTED);
        return job.in(dump.image(), read("postgres-connect.sh") + read(script), mount)
                .with("CONNECTION", dump.connection().orElse(""))
                .with("STACK", stack.name())
                .with("KEEP", Integer.toString(dump.keep()));
    }

    private static String read(String name) {
        try (InputStream script = PostgresJobs.class.getResourceAsStream(name)) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("resources can be read", e);
        }
    }
}
