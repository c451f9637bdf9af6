package io.jenkins.plugins.flaskbbswarm.fuzz;

import io.jenkins.plugins.flaskbbswarm.images.IgnoreFuzzer;

import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Runs the hostile inputs in a small JVM of its own; prints a line for each that costs or breaks too much. */
final class HostileMain {
    private HostileMain() {}

    public static void main(String[] arguments) {
        StackFuzzer.fuzzerInitialize();
        run("env file", HostileInputs.envs(), EnvFuzzer::fuzzerTestOneInput);
        run(".dockerignore", HostileInputs.ignores(), IgnoreFuzzer::fuzzerTestOneInput);
        run("stack file", HostileInputs.stacks(), StackFuzzer::fuzzerTestOneInput);
        System.out.println("done");
    }

    private static void run(String kind, Map<String, Supplier<byte[]>> inputs, Consumer<byte[]> target) {
        inputs.forEach((name, input) -> {
            try {
                target.accept(input.get());
            } catch (Throwable e) { // an OutOfMemoryError or StackOverflowError is what this is about
                String text = e.toString();
                System.out.println(kind + " '" + name + "': " + text.substring(0, Math.min(200, text.length())));
            }
        });
    }
}
