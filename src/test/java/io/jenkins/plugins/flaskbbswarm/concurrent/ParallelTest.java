package io.jenkins.plugins.flaskbbswarm.concurrent;

import io.jenkins.plugins.flaskbbswarm.concurrent.Parallel.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(30)
class ParallelTest {
    @Test
    void questionsAreUnderWayTogether() throws Exception {
        CyclicBarrier both = new CyclicBarrier(2);
        try (Parallel questions = new Parallel(2)) {
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
        try (Parallel questions = new Parallel(1)) {
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
        Parallel questions = new Parallel(1);
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

    private final List<Integer> many = IntStream.range(0, 20).boxed().toList();

    @Test
    void resultsHaveTheOrderOfTheItems() throws Exception {
        assertThat(Parallel.results(many, 4, item -> {
                    Thread.sleep(item % 3);
                    return -item;
                }))
                .isEqualTo(many.stream().map(item -> -item).toList());
        assertThat(Parallel.results(List.<Integer>of(), 4, item -> item)).isEmpty();
    }

    @Test
    void severalAreUnderWayButNeverMoreThanAFew() throws Exception {
        CountDownLatch four = new CountDownLatch(4);
        AtomicInteger underWay = new AtomicInteger();
        List<Integer> counts = Parallel.results(many, 4, item -> {
            int count = underWay.incrementAndGet();
            four.countDown();
            assertThat(four.await(10, TimeUnit.SECONDS)).isTrue();
            underWay.decrementAndGet();
            return count;
        });
        assertThat(counts).allMatch(count -> count <= 4);
    }

    @Test
    void aFailureHoldsUpNobody() {
        List<Integer> done = Collections.synchronizedList(new ArrayList<>());
        assertThatThrownBy(() -> Parallel.results(many, 4, item -> {
                    if (item % 10 == 0) {
                        throw new IllegalStateException("no " + item);
                    }
                    return done.add(item);
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no 0")
                .hasSuppressedException(new IllegalStateException("no 10"));
        assertThat(done).hasSize(18);
    }

    @Test
    void anInterruptEndsAll() throws Exception {
        CountDownLatch begun = new CountDownLatch(4);
        AtomicBoolean ended = new AtomicBoolean();
        Thread caller = new Thread(() -> {
            try {
                Parallel.results(many, 4, item -> {
                    begun.countDown();
                    Thread.sleep(60_000);
                    return item;
                });
            } catch (InterruptedException e) {
                ended.set(true);
            }
        });
        caller.start();
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        caller.interrupt();
        caller.join(10_000);
        assertThat(ended).isTrue();
    }

    @Test
    void afterAFailureOfOneNothingNewIsBegun() {
        List<Integer> begun = Collections.synchronizedList(new ArrayList<>());
        IllegalStateException no = new IllegalStateException("no");
        assertThatThrownBy(() -> Parallel.each(many, 1, item -> {
                    begun.add(item);
                    if (item == 2) {
                        throw no;
                    }
                }))
                .isSameAs(no);
        assertThat(begun).containsExactly(0, 1, 2);
    }
}
