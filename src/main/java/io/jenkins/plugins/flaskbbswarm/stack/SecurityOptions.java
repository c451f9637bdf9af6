package io.jenkins.plugins.flaskbbswarm.stack;

import java.util.List;
import java.util.Map;

/**
 * What a container may do and use.
 *
 * @param readOnly whether its root file system is read-only
 * @param isolation Windows only
 */
public record SecurityOptions(
        boolean readOnly,
        String isolation,
        Map<String, String> sysctls,
        List<String> capAdd,
        List<String> capDrop,
        Map<String, Ulimit> ulimits) {
    public SecurityOptions {
        sysctls = Sorted.copy(sysctls);
        capAdd = List.copyOf(capAdd);
        capDrop = List.copyOf(capDrop);
        ulimits = Sorted.copy(ulimits);
    }
}
