package io.jenkins.plugins.flaskbbswarm.preview.resources;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredService;
import io.jenkins.plugins.flaskbbswarm.preview.config.PreviewSettings;
import io.jenkins.plugins.flaskbbswarm.preview.policy.PreviewDefaults;
import io.jenkins.plugins.flaskbbswarm.preview.policy.PreviewSize;
import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * What the engine is sent for an {@link EmbeddedRedis}. It runs as nobody, without capabilities, and writes nowhere.
 *
 * @param labels of each of its objects
 */
public record EmbeddedRedisSpec(PreviewSettings settings, ObjectNode labels) {
    static final int PORT = 6379;

    private static final String NOBODY = "65534";
    private static final String FILE = "redis.conf";
    private static final long SECOND = 1_000_000_000L;
    private static final long MEMORY = 128L << 20;
    /** What is left of the memory is for clients' buffers. */
    private static final String CONFIGURATION = """
            port %d
            dir /tmp
            save ""
            appendonly no
            maxmemory 96mb
            requirepass %s
            """;

    private static final String ANSWERS = "REDISCLI_AUTH=\"$(sed -n 's/^requirepass //p' " + AdminJob.FILES + FILE
            + ")\" redis-cli ping | grep -q PONG";

    /** What it reserves and takes. */
    public PreviewSize size() {
        return PreviewSize.of(List.of(service("", "")));
    }

    ObjectNode network() {
        ObjectNode network = JsonNodeFactory.instance.objectNode();
        network.put("Name", PreviewSettings.Redis.network(settings.stack())).put("Driver", "overlay");
        network.put("Internal", true).put("CheckDuplicate", true).set("Labels", labels.deepCopy());
        return network;
    }

    ObjectNode secret(String nonce, String password) {
        ObjectNode secret = JsonNodeFactory.instance.objectNode();
        byte[] text = CONFIGURATION.formatted(PORT, password).getBytes(StandardCharsets.US_ASCII);
        secret.put("Name", settings.stack().scope(PreviewSettings.Redis.KEY + "-" + nonce));
        secret.put("Data", Base64.getEncoder().encodeToString(text)).set("Labels", labels.deepCopy());
        return secret;
    }

    /** Within the bounds of all that a preview runs. */
    ObjectNode service(String secret, String secretId) {
        PreviewSettings.Job job = settings.redis().orElseThrow().job().orElseThrow();
        String name = settings.stack().scope(PreviewSettings.Redis.KEY);
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("Name", name).set("Labels", labels.deepCopy());
        body.putObject("Mode").putObject("Replicated").put("Replicas", 1);
        // One task needs no address besides its own, and not every kernel has what virtual ones need.
        body.putObject("EndpointSpec").put("Mode", "dnsrr");
        ObjectNode task = body.putObject("TaskTemplate");
        container(task.putObject("ContainerSpec").put("Image", job.image()), secret, secretId);
        task.withObject("/Resources/Limits").put("MemoryBytes", MEMORY);
        job.constraints().forEach(task.withArray("/Placement/Constraints")::add);
        task.putArray("Networks")
                .addObject()
                .put("Target", PreviewSettings.Redis.network(settings.stack()))
                .putArray("Aliases")
                .add(PreviewSettings.Redis.KEY);
        ImageReference image = ImageReference.parse(job.image());
        return new PreviewDefaults(settings)
                .fill(new DesiredService(PreviewSettings.Redis.KEY, name, image, List.of(), body))
                .body();
    }

    private static void container(ObjectNode container, String secret, String secretId) {
        container.putArray("Command").add("redis-server").add(AdminJob.FILES + FILE);
        container.put("User", NOBODY + ":" + NOBODY).put("ReadOnly", true).put("StopGracePeriod", SECOND);
        container.putArray("CapabilityDrop").add("ALL");
        container
                .putObject("Healthcheck")
                .put("Interval", 3 * SECOND)
                .put("Timeout", 10 * SECOND)
                .put("Retries", 10)
                .putArray("Test")
                .add("CMD-SHELL")
                .add(ANSWERS);
        // In the place of the volume that an image may want there.
        container
                .putArray("Mounts")
                .addObject()
                .put("Type", "tmpfs")
                .put("Target", "/data")
                .putObject("TmpfsOptions")
                .put("SizeBytes", 1 << 20);
        container
                .putArray("Secrets")
                .addObject()
                .put("SecretName", secret)
                .put("SecretID", secretId)
                .putObject("File")
                .put("Name", FILE)
                .put("UID", NOBODY)
                .put("GID", NOBODY)
                .put("Mode", 0400);
    }
}
