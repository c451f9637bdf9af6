package io.jenkins.plugins.flaskbbswarm.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.stack.Labels;

/** Rewrites a lock as if a process of this machine that is gone had taken it. */
public final class DeadLock {
    private static final long NO_SUCH_PROCESS = 4_194_305; // beyond the kernel's largest pid_max

    private DeadLock() {}

    public static void makeOf(ObjectNode living) {
        ObjectNode labels = living.withObject("/Labels");
        String[] process = labels.path(Labels.PROCESS).asText().split("/");
        labels.put(Labels.PROCESS, process[0] + "/" + process[1] + "/" + NO_SUCH_PROCESS + "/" + process[3]);
    }
}
