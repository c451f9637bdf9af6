package io.jenkins.plugins.flaskbbswarm.fuzz;

import io.jenkins.plugins.flaskbbswarm.deploy.EngineAnswerFuzzer;
import io.jenkins.plugins.flaskbbswarm.engine.StreamAnswerFuzzer;
import io.jenkins.plugins.flaskbbswarm.images.RegistryAnswerFuzzer;
import io.jenkins.plugins.flaskbbswarm.rollout.ProbeAnswerFuzzer;

import java.util.concurrent.TimeUnit;

/** So many bad answers of engines, registries and probes; {@code src/test/fuzz} starts it in a small JVM. */
final class AnswerMain {
    /** One of so many answers is to a command on a stack, which takes the longest by far. */
    private static final int COMMANDS = 20;

    private final Verdict verdict = new Verdict();
    private final long start = System.nanoTime();
    private long most;

    private AnswerMain() {}

    /** @param arguments how many answers, and the seed */
    public static void main(String[] arguments) {
        int status = 2;
        try {
            status = new AnswerMain().run(Long.parseLong(arguments[0]), Long.parseLong(arguments[1]));
        } catch (Exception e) {
            e.printStackTrace();
        }
        System.exit(status);
    }

    private int run(long answers, long seed) throws Exception {
        StreamAnswerFuzzer streams = new StreamAnswerFuzzer(seed);
        RegistryAnswerFuzzer registry = new RegistryAnswerFuzzer(seed);
        ProbeAnswerFuzzer probes = new ProbeAnswerFuzzer(seed);
        long done = 0;
        while (done < answers - answers / COMMANDS) {
            done += streams.round(verdict) + registry.round(verdict) + probes.round(verdict);
            measure();
        }
        try (EngineAnswerFuzzer engine = new EngineAnswerFuzzer(seed)) {
            for (int round = 0; engine.answers() < answers - done; round++) {
                engine.look(verdict);
                if (round % 20 == 19) {
                    engine.change(verdict, round / 20);
                }
                measure();
            }
            done += engine.answers();
        }
        System.out.printf(
                "%d answers in %d s: %s; %d MiB of %d%n",
                done,
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start),
                verdict,
                most >> 20,
                Runtime.getRuntime().maxMemory() >> 20);
        verdict.findings().forEach((place, what) -> System.out.println(place + "\n    " + what));
        return verdict.findings().isEmpty() ? 0 : 1;
    }

    private void measure() {
        most = Math.max(
                most, Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
    }
}
