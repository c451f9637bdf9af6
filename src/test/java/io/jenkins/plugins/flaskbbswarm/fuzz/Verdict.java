package io.jenkins.plugins.flaskbbswarm.fuzz;

import io.jenkins.plugins.flaskbbswarm.deploy.InvalidRequestException;
import io.jenkins.plugins.flaskbbswarm.deploy.ReleaseFailedException;
import io.jenkins.plugins.flaskbbswarm.engine.EngineException;
import io.jenkins.plugins.flaskbbswarm.images.ImageException;
import io.jenkins.plugins.flaskbbswarm.preview.resources.PreviewFailedException;
import io.jenkins.plugins.flaskbbswarm.release.StoredFormatException;
import io.jenkins.plugins.flaskbbswarm.rollout.ProbeFailedException;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** What may come of an answer: a result, or a sentence. All else is a finding, and told with its place in our code. */
public final class Verdict {
    private static final String OURS = "io.jenkins.plugins.flaskbbswarm";
    private static final int LONGEST = 300;

    private final Map<String, String> findings = new TreeMap<>();
    private long results;
    private long sentences;

    /** What is tried. */
    public interface Trial {
        void run() throws Exception;
    }

    /** Runs one and judges what comes of it. */
    public void judge(String name, Trial trial) {
        try {
            trial.run();
            results++;
        } catch (Throwable e) { // an OutOfMemoryError or StackOverflowError is what this is about
            if (isSentence(e)) {
                sentences++;
            } else {
                findings.putIfAbsent(place(e), name + ": " + cut(e.toString()));
            }
        }
    }

    private static boolean isSentence(Throwable e) {
        boolean known = e instanceof EngineException
                || e instanceof ImageException
                || e instanceof InvalidRequestException
                || e instanceof StoredFormatException
                || e instanceof PreviewFailedException
                || e instanceof ProbeFailedException
                || e instanceof ReleaseFailedException
                || e instanceof IOException;
        String text = String.valueOf(e.getMessage());
        return known && !text.isBlank() && !text.equals("null") && !text.contains("a mistake in flaskbb-swarm");
    }

    private static String place(Throwable e) {
        if (String.valueOf(e.getMessage()).contains("a mistake in flaskbb-swarm")) {
            return cut(e.getMessage().replaceAll("(?s).*a mistake in flaskbb-swarm", "a mistake"));
        }
        for (StackTraceElement frame : e.getStackTrace()) {
            if (frame.getClassName().startsWith(OURS) && !frame.getClassName().contains(".fuzz.")) {
                return e.getClass().getSimpleName() + " at " + frame;
            }
        }
        return e.getClass().getSimpleName();
    }

    private static String cut(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }

    /** Findings by their place. */
    public Map<String, String> findings() {
        return findings;
    }

    /** How it went, in a line. */
    @Override
    public String toString() {
        return results + " results, " + sentences + " sentences, " + findings.size() + " findings";
    }
}
