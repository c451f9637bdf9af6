package io.jenkins.plugins.flaskbbswarm.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.lab.RequiresLab;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** On the laboratory's engine. */
@RequiresLab
class FailedForGoodLabTest extends FailedForGood {
    @TempDir
    private Path flag;

    @Override
    ReleaseBench bench() throws InterruptedException {
        return ReleaseBench.onTheLabsEngine("once");
    }

    @Override
    void works(boolean well, boolean ends) throws IOException {
        if (well) {
            Files.createFile(flag.resolve("well"));
        } else {
            Files.delete(flag.resolve("well"));
        }
    }

    @Override
    String script(boolean ends) {
        return "test -e /flag/well || exit 3" + (ends ? "" : "; sleep 1000");
    }

    @Override
    void prepare(ObjectNode service) {
        service.withObject("/TaskTemplate/ContainerSpec")
                .putArray("Mounts")
                .addObject()
                .put("Type", "bind")
                .put("Source", flag.toString())
                .put("Target", "/flag")
                .put("ReadOnly", true);
    }
}
