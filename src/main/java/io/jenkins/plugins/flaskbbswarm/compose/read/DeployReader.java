package io.jenkins.plugins.flaskbbswarm.compose.read;

import io.jenkins.plugins.flaskbbswarm.stack.Deploy;
import io.jenkins.plugins.flaskbbswarm.stack.Placement;
import io.jenkins.plugins.flaskbbswarm.stack.RestartPolicy;
import io.jenkins.plugins.flaskbbswarm.stack.UpdatePolicy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads how a service is spread over the swarm. */
final class DeployReader {
    private static final String[] ANY_ACTION = {"pause", "continue", "rollback"};
    private static final String[] ROLLBACK_ACTION = {"pause", "continue"};

    private static final Deploy NOTHING = new Deploy(
            "",
            Optional.empty(),
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            new Placement(List.of(), List.of(), 0),
            "");

    private DeployReader() {}

    static Deploy read(Optional<Section> section) {
        return section.map(DeployReader::deploy).orElse(NOTHING);
    }

    private static Deploy deploy(Section in) {
        String mode = in.text("mode");
        Optional<Long> replicas = in.count("replicas");
        Map<String, String> labels = in.labels("labels");
        Optional<UpdatePolicy> update = in.section("update_config").map(policy -> update(policy, ANY_ACTION));
        Optional<UpdatePolicy> rollback = in.section("rollback_config").map(policy -> update(policy, ROLLBACK_ACTION));
        ResourcesReader resources = new ResourcesReader(in.section("resources"));
        Optional<RestartPolicy> restart = in.section("restart_policy").map(DeployReader::restart);
        Placement placement =
                in.section("placement").map(DeployReader::placement).orElse(NOTHING.placement());
        String endpointMode = in.text("endpoint_mode");
        EnumValues.check(in, "endpoint_mode", "vip", "dnsrr");
        in.finish(UnknownFields.NONE);
        return new Deploy(
                mode,
                replicas,
                labels,
                update,
                rollback,
                resources.limits(),
                resources.reservations(),
                restart,
                placement,
                endpointMode);
    }

    private static UpdatePolicy update(Section in, String[] actions) {
        Optional<Long> parallelism = in.count("parallelism");
        Duration delay = in.duration("delay").orElse(Duration.ZERO);
        String action = in.text("failure_action");
        EnumValues.check(in, "failure_action", actions);
        Duration monitor = in.duration("monitor").orElse(Duration.ZERO);
        double ratio = in.number("max_failure_ratio").map(Number::doubleValue).orElse(0.0);
        String order = in.text("order");
        if (in.has("order") && !order.equals("start-first") && !order.equals("stop-first")) {
            in.error("order", "must be start-first or stop-first, not " + in.quoted("order"), "");
        }
        in.finish(UnknownFields.NONE);
        return new UpdatePolicy(parallelism, delay, action, monitor, ratio, order);
    }

    private static RestartPolicy restart(Section in) {
        String condition = in.text("condition");
        EnumValues.check(in, "condition", "none", "on-failure", "any");
        RestartPolicy policy =
                new RestartPolicy(condition, in.duration("delay"), in.count("max_attempts"), in.duration("window"));
        in.finish(UnknownFields.NONE);
        return policy;
    }

    private static Placement placement(Section in) {
        List<String> constraints = in.texts("constraints");
        List<String> spread = new ArrayList<>();
        for (Section.Item item : in.items("preferences")) {
            Optional<Section> preference = item.section();
            preference.ifPresent(section -> {
                spread.add(section.text("spread"));
                section.finish(UnknownFields.NONE);
            });
            if (preference.isEmpty()) {
                in.reading().wrongType(item.node(), item.path(), "a mapping such as spread: node.labels.zone");
            }
        }
        long most = in.count("max_replicas_per_node").orElse(0L);
        in.finish(UnknownFields.NONE);
        return new Placement(constraints, spread, most);
    }
}
