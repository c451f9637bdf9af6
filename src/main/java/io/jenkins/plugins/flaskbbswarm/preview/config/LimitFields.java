package io.jenkins.plugins.flaskbbswarm.preview.config;

import io.jenkins.plugins.flaskbbswarm.compose.read.Sizes;
import io.jenkins.plugins.flaskbbswarm.yaml.Fields;

import java.math.BigDecimal;
import java.util.Optional;

/** The fields of {@code preview.limits}. Problems are noted; what is absent gets its default. */
final class LimitFields {
    private static final int HIGHEST = 10_000;
    private static final BigDecimal NANO = BigDecimal.valueOf(1_000_000_000);

    private LimitFields() {}

    static PreviewSettings.Limits read(Optional<Fields> given) {
        if (given.isEmpty()) {
            return new PreviewSettings.Limits(
                    5, 20, Long.MAX_VALUE, Long.MAX_VALUE, PreviewSettings.Each.DEFAULT, PreviewSettings.Task.DEFAULT);
        }
        Fields fields = given.get();
        PreviewSettings.Limits limits = new PreviewSettings.Limits(
                count(fields, "repository", 5),
                count(fields, "swarm", 20),
                cpus(fields, Long.MAX_VALUE),
                size(fields, "memory", Long.MAX_VALUE),
                fields.fields("each").map(LimitFields::each).orElse(PreviewSettings.Each.DEFAULT),
                fields.fields("task").map(LimitFields::task).orElse(PreviewSettings.Task.DEFAULT));
        fields.refuseOthers();
        return limits;
    }

    private static PreviewSettings.Each each(Fields fields) {
        PreviewSettings.Each usual = PreviewSettings.Each.DEFAULT;
        PreviewSettings.Each each = new PreviewSettings.Each(
                count(fields, "services", usual.services()),
                count(fields, "tasks", usual.tasks()),
                cpus(fields, usual.nanoCpus()),
                size(fields, "memory", usual.memory()));
        fields.refuseOthers();
        return each;
    }

    private static PreviewSettings.Task task(Fields fields) {
        PreviewSettings.Task usual = PreviewSettings.Task.DEFAULT;
        PreviewSettings.Task task = new PreviewSettings.Task(
                cpus(fields, usual.nanoCpus()),
                size(fields, "memory", usual.memory()),
                count(fields, "pids", usual.pids()),
                size(fields, "log", usual.log()));
        fields.refuseOthers();
        return task;
    }

    private static long cpus(Fields fields, long usual) {
        Optional<String> text = fields.text("cpus");
        try {
            return text.map(cpus -> new BigDecimal(cpus).multiply(NANO).longValueExact())
                    .orElse(usual);
        } catch (ArithmeticException | NumberFormatException e) {
            fields.error("cpus", "'" + text.orElse("") + "' is not a valid number", "write \"8\" or \"0.5\"");
            return usual;
        }
    }

    /** Bytes. */
    private static long size(Fields fields, String name, long usual) {
        Optional<String> text = fields.text(name);
        Optional<Long> bytes = text.flatMap(Sizes::parse);
        if (text.isPresent() && bytes.isEmpty()) {
            fields.error(name, "'" + text.get() + "' is not a valid size", "write 512m or 8g");
        }
        return bytes.orElse(usual);
    }

    /** A number of things, at least one. */
    static int count(Fields fields, String name, int usual) {
        return fields.count(name, 1, HIGHEST, usual);
    }
}
