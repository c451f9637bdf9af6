package io.jenkins.plugins.flaskbbswarm.compose.read;

import io.jenkins.plugins.flaskbbswarm.stack.HealthCheck;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlList;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlNode;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a service's health check. */
final class HealthCheckReader {
    private static final Set<String> KINDS = Set.of("NONE", "CMD", "CMD-SHELL");

    private HealthCheckReader() {}

    static HealthCheck read(Section in) {
        List<String> test = test(in);
        Optional<Duration> interval = in.duration("interval");
        Optional<Duration> timeout = in.duration("timeout");
        Optional<Duration> startPeriod = in.duration("start_period");
        Optional<Duration> startInterval = in.duration("start_interval");
        Optional<Long> retries = in.number("retries").map(Number::longValue);
        boolean disable = in.isTrue("disable");
        if (disable && !test.isEmpty()) {
            in.error("disable", "the check is disabled and has a test", "remove one of the two");
        }
        in.finish(UnknownFields.NONE);
        return new HealthCheck(test, interval, timeout, startPeriod, startInterval, retries, disable);
    }

    /** A list that begins with its kind, or a text, which is for a shell. */
    private static List<String> test(Section in) {
        Optional<YamlNode> node = in.node("test");
        if (node.isPresent() && !(node.get() instanceof YamlList)) {
            return List.of("CMD-SHELL", in.text("test"));
        }
        List<String> test = in.texts("test");
        if (!test.isEmpty() && !KINDS.contains(test.get(0))) {
            in.warn(
                    "test",
                    "the list must begin with CMD, CMD-SHELL or NONE, or the engine cannot run the check",
                    "put CMD before the program");
        }
        return test;
    }
}
