package io.jenkins.plugins.flaskbbswarm.preview.config;

import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.lab.Lab;
import io.jenkins.plugins.flaskbbswarm.lab.RequiresLab;
import io.jenkins.plugins.flaskbbswarm.preview.LabPreviews;
import io.jenkins.plugins.flaskbbswarm.preview.PreviewClosed;
import io.jenkins.plugins.flaskbbswarm.preview.PreviewResult;
import io.jenkins.plugins.flaskbbswarm.preview.resources.PreviewFailedException;
import io.jenkins.plugins.flaskbbswarm.preview.sweep.SweepResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Previews side by side on a real engine with a real PostgreSQL and Traefik; after the sweep nothing is left. */
@RequiresLab
class PreviewLabTest {
    private static final List<Integer> FIVE = List.of(1, 2, 3, 4, 5);

    private LabPreviews lab;

    @BeforeEach
    void connect() throws InterruptedException {
        lab = new LabPreviews();
        lab.sweep(Set.of());
    }

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void fiveSideBySideOneClosedOneKilled() throws Exception {
        Map<String, Set<String>> before = lab.objects();

        upAtOnce(FIVE);
        for (int number : FIVE) {
            assertThat(get("pr-" + number + ".page.example.org")).isEqualTo("the data of " + number);
        }

        Thread close = new Thread(() -> downUnchecked(6));
        assertThatThrownBy(() -> lab.up(6, when("Roll out", close::start))).isInstanceOf(PreviewClosed.class);
        close.join();

        lab.upKilledAt(7, "service page-pr-7_page: created");
        assertThat(lab.objects().get("databases"))
                .filteredOn(name -> name.startsWith("preview_"))
                .hasSize(6);

        SweepResult swept = lab.sweep(Set.copyOf(FIVE));
        assertThat(swept.swept())
                .extracting(one -> one.stack().name(), SweepResult.Swept::reason)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("page-pr-7", "its creation did not finish"));
        for (int number : FIVE) {
            assertThat(get("pr-" + number + ".page.example.org")).isEqualTo("the data of " + number);
        }

        assertThat(lab.sweep(Set.of()).swept()).hasSize(5).allMatch(one -> one.left()
                .isEmpty());
        assertThat(lab.objects()).isEqualTo(before);
    }

    @Test
    void aDatabaseWhoseLeaseIsLostIsFound() throws Exception {
        Map<String, Set<String>> before = lab.objects();
        lab.up(8, EventSink.silent());
        lab.loseTheLease(8);
        assertThat(lab.sweep(Set.of()).lines(false))
                .hasSize(2)
                .contains("Removed: page-pr-8, since it has no lease.")
                .anyMatch(line -> line.matches("Removed: page-pr-8, since its database preview_\\w+ has no lease\\."));
        assertThat(lab.objects()).isEqualTo(before);
    }

    private void upAtOnce(List<Integer> numbers) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(numbers.size());
        List<Future<PreviewResult>> all = new ArrayList<>();
        for (int number : numbers) {
            all.add(threads.submit(() -> lab.up(number, EventSink.silent())));
        }
        threads.shutdown();
        for (Future<PreviewResult> one : all) {
            assertThat(one.get().preview().state()).isEqualTo(Preview.State.READY);
        }
    }

    private void downUnchecked(int number) {
        try {
            lab.down(number);
        } catch (PreviewFailedException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs {@code reaction} when a phase begins, and gives it the time to take effect. */
    private EventSink when(String phase, Runnable reaction) {
        return event -> {
            if (event instanceof Event.PhaseStarted started && started.phase().equals(phase)) {
                reaction.run();
                sleep();
            }
        };
    }

    private static void sleep() {
        try {
            Thread.sleep(2000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What Traefik gives for a host, without its head. */
    private static String get(String host) throws IOException {
        try (Socket socket = new Socket(Lab.variable("LAB_ADDRESS"), 80)) {
            String request = "GET / HTTP/1.0\r\nHost: " + host + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return answer.substring(answer.indexOf("\r\n\r\n") + 4).strip();
        }
    }
}
