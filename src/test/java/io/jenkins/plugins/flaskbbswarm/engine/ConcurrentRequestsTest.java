package io.jenkins.plugins.flaskbbswarm.engine;

import io.jenkins.plugins.flaskbbswarm.engine.ConcurrentRequests.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(30)
class ConcurrentRequestsTest {
    @Test
    void questionsAreUnderWayTogether() throws Exception {
        CyclicBarrier both = new CyclicBarrier(2);
        try (ConcurrentRequests questions = new ConcurrentRequests(2)) {
            Answer<String> one = questions.ask(() -> met(both, "one"));
            Answer<String> two = questions.ask(() -> met(both, "two"));

            assertThat(one.get() + two.get()).isEqualTo("onetwo");
            assertThat(one.get()).as("asked for again").isEqualTo("one");
        }
    }

    private static String met(CyclicBarrier others, String answer) {
        try {
            others.await(20, TimeUnit.SECONDS);
            return answer;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatAQuestionThrowsItsAnswerThrows() {
        RuntimeException no = new IllegalStateException("no");
        AssertionError never = new AssertionError("never");
        try (ConcurrentRequests questions = new ConcurrentRequests(1)) {
            assertThatThrownBy(questions.ask(() -> {
                        throw no;
                    })::get)
                    .isSameAs(no);
            assertThatThrownBy(questions.ask(() -> {
                        throw never;
                    })::get)
                    .isSameAs(never);
        }
    }

    @Test
    void whatNobodyWaitsForAnyMoreIsInterrupted() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        ConcurrentRequests questions = new ConcurrentRequests(1);
        questions.ask(() -> {
            begun.countDown();
            try {
                Thread.sleep(60_000);
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return "";
        });
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();

        questions.close();

        assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
    }
}
