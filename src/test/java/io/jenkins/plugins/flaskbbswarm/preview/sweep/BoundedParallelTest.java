package io.jenkins.plugins.flaskbbswarm.preview.sweep;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A few at a time, all of them, in order. */
class BoundedParallelTest {
    private final List<Integer> many = IntStream.range(0, 20).boxed().toList();

    @Test
    void resultsHaveTheOrderOfTheItems() throws Exception {
        assertThat(BoundedParallel.each(many, item -> {
                    Thread.sleep(item % 3);
                    return -item;
                }))
                .isEqualTo(many.stream().map(item -> -item).toList());
        assertThat(BoundedParallel.each(List.<Integer>of(), item -> item)).isEmpty();
    }

    @Test
    void severalAreUnderWayButNeverMoreThanAFew() throws Exception {
        CountDownLatch four = new CountDownLatch(4);
        AtomicInteger underWay = new AtomicInteger();
        List<Integer> counts = BoundedParallel.each(many, item -> {
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
        assertThatThrownBy(() -> BoundedParallel.each(many, item -> {
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
                BoundedParallel.each(many, item -> {
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
}
