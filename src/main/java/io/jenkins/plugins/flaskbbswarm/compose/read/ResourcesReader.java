package io.jenkins.plugins.flaskbbswarm.compose.read;

import io.jenkins.plugins.flaskbbswarm.stack.Resources;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the limits and reservations of a service. */
final class ResourcesReader {
    private static final UnknownFields UNKNOWN = FieldSupport.below("services.*.deploy.resources.reservations");

    private final Optional<Resources> limits;
    private final Optional<Resources> reservations;

    ResourcesReader(Optional<Section> in) {
        this.limits = in.flatMap(section -> section.section("limits")).map(ResourcesReader::limits);
        this.reservations =
                in.flatMap(section -> section.section("reservations")).map(ResourcesReader::reservations);
        in.ifPresent(section -> section.finish(UnknownFields.NONE));
    }

    Optional<Resources> limits() {
        return limits;
    }

    Optional<Resources> reservations() {
        return reservations;
    }

    private static Resources limits(Section in) {
        Resources resources =
                new Resources(cpus(in), in.size("memory"), in.integer("pids").orElse(0L), List.of());
        in.finish(UNKNOWN);
        return resources;
    }

    private static Resources reservations(Section in) {
        Resources resources = new Resources(cpus(in), in.size("memory"), 0, generic(in));
        in.finish(UNKNOWN);
        return resources;
    }

    private static String cpus(Section in) {
        String cpus = in.text("cpus");
        try {
            new Resources(cpus, 0, 0, List.of()).nanoCpus();
            return cpus;
        } catch (IllegalArgumentException e) {
            in.error(
                    "cpus",
                    in.quoted("cpus") + " is not a valid number of CPUs: " + e.getMessage(),
                    "write '0.5' or '2'");
            return "";
        }
    }

    private static List<Resources.Generic> generic(Section in) {
        List<Resources.Generic> all = new ArrayList<>();
        for (Section.Item item : in.items("generic_resources")) {
            item.section()
                    .ifPresentOrElse(
                            resource -> {
                                resource.section("discrete_resource_spec").ifPresent(spec -> {
                                    all.add(new Resources.Generic(
                                            spec.text("kind"),
                                            spec.number("value")
                                                    .map(Number::longValue)
                                                    .orElse(0L)));
                                    spec.finish(UnknownFields.NONE);
                                });
                                resource.finish(UnknownFields.NONE);
                            },
                            () -> in.reading().wrongType(item.node(), item.path(), "a mapping"));
        }
        return all;
    }
}
