package io.jenkins.plugins.flaskbbswarm.lab;

import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Names, as a run's last words, the tests that were left out for want of the laboratory. */
public final class LeftOut implements TestExecutionListener {
    private final Map<String, Long> leftOut = new TreeMap<>();
    private TestPlan plan;

    @Override
    public void testPlanExecutionStarted(TestPlan started) {
        plan = started;
    }

    @Override
    public void executionSkipped(TestIdentifier skipped, String reason) {
        if (reason.contains(LabCondition.REASON)) {
            leftOut.merge(className(skipped), Math.max(1, tests(skipped)), Long::sum);
        }
    }

    /** A test with a table counts once: its rows are not made before it runs. */
    private long tests(TestIdentifier skipped) {
        return plan.getDescendants(skipped).stream()
                .filter(below -> plan.getChildren(below).isEmpty())
                .count();
    }

    /** Such as {@code deploy.StackReleaseTest}: the class, or that of the method, without the packages of us all. */
    private static String className(TestIdentifier test) {
        return test.getUniqueIdObject().getSegments().stream()
                .filter(segment -> segment.getType().equals("class"))
                .map(segment -> segment.getValue().replaceFirst("^io\\.jenkins\\.plugins\\.flaskbbswarm\\.", ""))
                .findFirst()
                .orElseGet(test::getDisplayName);
    }

    @Override
    public void testPlanExecutionFinished(TestPlan finished) {
        if (leftOut.isEmpty()) {
            return;
        }
        long count = leftOut.values().stream().mapToLong(Long::longValue).sum();
        System.out.println("NOT RUN: " + count + " tests need the laboratory (src/lab/lab test runs them too): "
                + leftOut.entrySet().stream()
                        .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
                        .collect(Collectors.joining(", ")));
    }
}
