package io.jenkins.plugins.flaskbbswarm.deploy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Rewrites the data of a lock as if a process that is gone had taken it. */
public final class DeadLock {
    private static final long NO_SUCH_PROCESS = 4_194_305; // beyond the kernel's largest pid_max

    private DeadLock() {}

    public static String data(String living) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        byte[] bytes = Base64.getDecoder().decode(living);
        ObjectNode lock = (ObjectNode) mapper.readTree(new GZIPInputStream(new ByteArrayInputStream(bytes)));
        String[] process = lock.path("process").asText().split("/");
        lock.put("process", process[0] + "/" + process[1] + "/" + NO_SUCH_PROCESS + "/" + process[3]);
        ByteArrayOutputStream rewritten = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(rewritten)) {
            mapper.writeValue(zip, lock);
        }
        return Base64.getEncoder().encodeToString(rewritten.toByteArray());
    }
}
