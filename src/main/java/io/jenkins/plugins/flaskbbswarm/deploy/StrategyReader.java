package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.compose.read.Durations;
import io.jenkins.plugins.flaskbbswarm.rollout.Analysis;
import io.jenkins.plugins.flaskbbswarm.rollout.CanaryCheck;
import io.jenkins.plugins.flaskbbswarm.rollout.CanaryStep;
import io.jenkins.plugins.flaskbbswarm.rollout.Metric;
import io.jenkins.plugins.flaskbbswarm.rollout.Probe;
import io.jenkins.plugins.flaskbbswarm.rollout.StrategySettings;
import io.jenkins.plugins.flaskbbswarm.rollout.StrategySettings.Choice;
import io.jenkins.plugins.flaskbbswarm.rollout.StrategySettings.Kind;
import io.jenkins.plugins.flaskbbswarm.yaml.Fields;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlNode;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlScalar;

import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The fields of {@code deploy.yml} that choose strategies, and describe canaries. */
final class StrategyReader {
    private static final Pattern PERCENT = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3})?) ?%");
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final int MOST_STEPS = 20;
    private static final int MOST_TASKS = 1000;
    private static final int MOST_SAMPLES = 10_000;

    private final Optional<Probe> probe;

    /** @param probe the smoke test, which canaries are asked for too */
    StrategyReader(Optional<Probe> probe) {
        this.probe = probe;
    }

    StrategySettings read(Optional<Fields> rollout, Optional<Fields> canary) {
        StrategySettings usual = StrategySettings.ROLLING;
        Choice all = rollout.flatMap(fields -> choice(fields, "strategy")).orElse(usual.all());
        SortedMap<String, Choice> services = new TreeMap<>();
        rollout.flatMap(fields -> fields.fields("strategies")).ifPresent(each -> each.names()
                .forEach(name -> choice(each, name).ifPresent(choice -> services.put(name, choice))));
        List<CanaryStep> steps = canary.map(this::steps).orElse(List.of());
        Duration drain =
                canary.map(fields -> duration(fields, "drain", usual.drain())).orElse(usual.drain());
        Analysis analysis = canary.flatMap(fields -> fields.fields("analysis"))
                .map(this::analysis)
                .orElse(usual.analysis());
        canary.ifPresent(Fields::refuseOthers);
        StrategySettings read = new StrategySettings(
                all, services, steps.isEmpty() ? usual.steps() : steps, drain, analysis, Optional.empty());
        return read.hasCanaries() ? read.probing(probe) : read;
    }

    private static Optional<Choice> choice(Fields fields, String name) {
        Optional<String> text = fields.text(name);
        Optional<Kind> kind = text.flatMap(word -> switch (word) {
            case "rolling" -> Optional.of(Kind.ROLLING);
            case "canary" -> Optional.of(Kind.CANARY);
            default -> Optional.empty();
        });
        if (text.isPresent() && kind.isEmpty()) {
            fields.error(name, "'" + text.get() + "' is not a valid strategy", "write rolling or canary");
        }
        return kind.map(known -> new Choice(known, fields.location(name) + ": " + fields.path(name)));
    }

    private List<CanaryStep> steps(Fields canary) {
        List<Fields> items = canary.items("steps");
        if (items.isEmpty() && canary.node("steps").isPresent() || items.size() > MOST_STEPS) {
            canary.error("steps", "must have 1 to " + MOST_STEPS + " steps", "as in [{tasks: 1, for: 2m}]");
        }
        List<CanaryStep> steps = new ArrayList<>();
        for (Fields item : items) {
            step(item).ifPresent(steps::add);
            item.refuseOthers();
        }
        return steps;
    }

    private static Optional<CanaryStep> step(Fields item) {
        Optional<Long> tasks = item.integer("tasks");
        Optional<Double> share = percent(item, "share", 1, 90);
        item.require("for", "write how long the step is watched, as in 2m");
        Duration hold = duration(item, "for", Duration.ofMinutes(1));
        if (tasks.isPresent() == item.node("share").isPresent()) {
            item.error(
                    "tasks",
                    "a step has either tasks or a share",
                    "as in {tasks: 1, for: 2m} or {share: 25%, for: 5m}");
            return Optional.empty();
        }
        if (tasks.isPresent() && (tasks.get() < 1 || tasks.get() > MOST_TASKS)) {
            item.error("tasks", "must be between 1 and " + MOST_TASKS, "");
            return Optional.empty();
        }
        return tasks.map(number -> CanaryStep.tasks(number.intValue(), hold))
                .or(() -> share.map(percent -> CanaryStep.share(percent.intValue(), hold)));
    }

    private Analysis analysis(Fields fields) {
        Analysis usual = Analysis.DEFAULT;
        Duration every = duration(fields, "every", usual.every());
        if (every.compareTo(Duration.ofMillis(100)) < 0) {
            fields.error("every", "must be at least 100ms", "");
        }
        double errors =
                percent(fields, "errors", 0, 100).map(percent -> percent / 100).orElse(usual.errors());
        Optional<Duration> slow = fields.node("p95").map(node -> duration(fields, "p95", Duration.ofSeconds(1)));
        int restarts = fields.count("restarts", 0, MOST_SAMPLES, usual.restarts());
        int samples = fields.count("samples", 1, MOST_SAMPLES, usual.samples());
        Analysis.TooFew tooFew = tooFew(fields, usual.tooFew());
        if (probe.isEmpty()) {
            List.of("errors", "p95", "samples").stream()
                    .filter(name -> fields.node(name).isPresent())
                    .forEach(name -> fields.error(
                            name, "there is no probe to measure", "describe it under 'probe', or leave this out"));
        }
        Optional<URI> prometheus = fields.text("prometheus").flatMap(text -> address(fields, text));
        List<Metric> metrics = fields.items("metrics").stream()
                .flatMap(item -> metric(item).stream())
                .toList();
        boolean hasMetrics = fields.node("metrics").isPresent();
        if (hasMetrics != fields.node("prometheus").isPresent()) {
            fields.error(
                    hasMetrics ? "metrics" : "prometheus",
                    "prometheus and metrics belong together",
                    "as in prometheus: http://prometheus:9090, metrics: [{query: ..., at-most: 0.05}]");
        }
        Optional<CanaryCheck> check = fields.fields("check").flatMap(StrategyReader::check);
        fields.refuseOthers();
        return new Analysis(every, errors, slow, restarts, samples, tooFew, prometheus, metrics, check);
    }

    private static Optional<CanaryCheck> check(Fields fields) {
        fields.require("command", "write what to run, as in [check-release, '{canary}']");
        List<String> command = fields.texts("command");
        Duration timeout = duration(fields, "timeout", Duration.ofMinutes(1));
        fields.refuseOthers();
        return command.isEmpty() ? Optional.empty() : Optional.of(new CanaryCheck(command, timeout));
    }

    private static Optional<URI> address(Fields fields, String text) {
        try {
            URI address = new URI(text);
            if (address.getHost() != null && text.matches("https?://[^?#]*")) {
                return Optional.of(address);
            }
        } catch (URISyntaxException e) {
            // said below
        }
        fields.error("prometheus", "'" + text + "' is not an address", "write it as in http://prometheus:9090");
        return Optional.empty();
    }

    private static Optional<Metric> metric(Fields item) {
        item.require("query", "write it in PromQL; {canary} and {service} are the names of the services");
        item.require("at-most", "write the largest number that is right");
        Optional<String> query = item.text("query");
        Optional<String> stable = item.text("stable");
        Optional<Double> most = item.node("at-most").flatMap(node -> number(item, node));
        item.refuseOthers();
        return query.flatMap(text -> most.map(limit -> new Metric(text, stable, limit)));
    }

    private static Optional<Double> number(Fields item, YamlNode node) {
        if (node instanceof YamlScalar scalar && scalar.text().matches("\\d{1,15}(\\.\\d{1,15})?")) {
            return Optional.of(new BigDecimal(scalar.text()).doubleValue());
        }
        item.error("at-most", "must be a number that is not negative", "");
        return Optional.empty();
    }

    private static Analysis.TooFew tooFew(Fields fields, Analysis.TooFew usual) {
        Optional<String> text = fields.text("too-few");
        if (text.isPresent() && !List.of("wait", "pass", "fail").contains(text.get())) {
            fields.error("too-few", "'" + text.get() + "' is not one of wait, pass and fail", "the default is wait");
            return usual;
        }
        return text.map(word -> Analysis.TooFew.valueOf(word.toUpperCase(Locale.ROOT)))
                .orElse(usual);
    }

    private static Optional<Double> percent(Fields fields, String name, int least, int most) {
        Optional<String> text = fields.text(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Matcher matcher = PERCENT.matcher(text.get());
        Optional<Double> percent = Optional.of(matcher)
                .filter(Matcher::matches)
                .map(match -> new BigDecimal(match.group(1)).doubleValue())
                .filter(number -> number >= least && number <= most);
        if (percent.isEmpty()) {
            fields.error(
                    name,
                    "'" + text.get() + "' is not a share from " + least + "% to " + most + "%",
                    "write it as in 25%");
        }
        return percent;
    }

    private static Duration duration(Fields fields, String name, Duration usual) {
        Optional<String> text = fields.text(name);
        Optional<Duration> duration =
                text.flatMap(Durations::parse).filter(time -> !time.isNegative() && time.compareTo(LONGEST) <= 0);
        if (text.isPresent() && duration.isEmpty()) {
            fields.error(name, "'" + text.get() + "' is not a valid duration up to 24h", "write 30s, 5m or 1h30m");
        }
        return duration.orElse(usual);
    }
}
