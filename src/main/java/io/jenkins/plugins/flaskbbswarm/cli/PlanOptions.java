package io.jenkins.plugins.flaskbbswarm.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.deploy.PlannedChanges;
import io.jenkins.plugins.flaskbbswarm.plan.PlanJson;
import io.jenkins.plugins.flaskbbswarm.plan.PlanText;
import io.jenkins.plugins.flaskbbswarm.stack.Count;
import picocli.CommandLine.Option;

import java.io.PrintWriter;

/** How a plan is shown. */
final class PlanOptions {
    @Option(names = "--json", description = "Prints the plan as JSON.")
    private boolean json;

    @Option(names = "--detailed-exitcode", description = "Exits with 3 if there is something to do.")
    private boolean detailed;

    int show(PlannedChanges changes, PrintWriter out) {
        if (json) {
            out.println(json(changes).toPrettyString());
        } else {
            changes.unbuilt().forEach(image -> out.println("* image " + image));
            changes.migration().ifPresent(job -> out.println("* migration " + job));
            changes.wayBack().ifPresent(way -> out.println("    way back: " + way));
            PlanText.of(changes.plan()).forEach(out::println);
            changes.order().forEach(out::println);
            out.println(summary(changes));
        }
        out.flush();
        return detailed && !changes.isEmpty() ? ExitCode.CHANGES_PENDING.number() : ExitCode.DONE.number();
    }

    private static ObjectNode json(PlannedChanges changes) {
        ObjectNode json = PlanJson.of(changes.plan());
        json.put("fingerprint", changes.fingerprint());
        changes.unbuilt().forEach(json.putArray("unbuilt")::add);
        changes.migration().ifPresent(job -> json.put("migration", job));
        changes.wayBack().ifPresent(way -> json.put("wayBack", way));
        return json;
    }

    private static String summary(PlannedChanges changes) {
        if (changes.isEmpty()) {
            return "Nothing to do: " + changes.plan().stack() + " is as its files say.";
        }
        String images = changes.unbuilt().isEmpty()
                ? ""
                : " and " + Count.of(changes.unbuilt().size(), "image") + " to build";
        return Count.of(changes.plan().actions().size(), "change") + images
                + ". Nothing was done; deploy carries it out, and with --plan " + changes.fingerprint()
                + " nothing else.";
    }
}
