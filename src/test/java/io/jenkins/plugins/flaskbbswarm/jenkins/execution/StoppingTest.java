package io.jenkins.plugins.flaskbbswarm.jenkins.execution;

import hudson.AbortException;
import hudson.model.Result;
import io.jenkins.plugins.flaskbbswarm.deploy.StopReason;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Why a script stops a step: what becomes of the stack, and how the build ends, be it after a restart. */
class StoppingTest {
    static Stream<Arguments> reasons() {
        return Stream.of(
                arguments(interrupted("ABORTED", "Aborted by alice"), StopReason.abort(""), "ABORTED"),
                arguments(interrupted("ABORTED", "Timeout has been exceeded"), StopReason.abort(""), "ABORTED"),
                arguments(interrupted("NOT_BUILT", "Superseded by #8"), StopReason.abort(""), "NOT_BUILT"),
                arguments(
                        new FlowInterruptedException(Result.fromString("ABORTED"), new FailFastCause()),
                        StopReason.error("the block around it failed: Failed in branch b"),
                        "ABORTED"),
                arguments(new InterruptedException(), StopReason.abort(""), "ABORTED"),
                arguments(
                        new AbortException("smoke"),
                        StopReason.error("the block around it failed: smoke"),
                        "a failure"),
                arguments(
                        new IllegalStateException(),
                        StopReason.error("the block around it failed: IllegalStateException"),
                        "a failure"));
    }

    @ParameterizedTest
    @MethodSource("reasons")
    void theSameEndComesAfterARestart(Throwable why, StopReason reason, String end) {
        RunState kept = RunState.NEW.stopped(Stopping.kept(why), Stopping.reason(why));

        assertThat(kept.progress().stop()).isEqualTo(reason);
        assertThat(kept.isStopped()).isTrue();
        Throwable restored = Stopping.restored(kept);
        if (restored instanceof FlowInterruptedException again) {
            assertThat(again.getResult()).hasToString(end);
            assertThat(described(again)).isEqualTo(described(why));
        } else {
            assertThat(end).isEqualTo("a failure");
            assertThat(restored).isInstanceOf(AbortException.class).hasMessage(reason.message());
        }
    }

    /** Named as Jenkins' own. */
    private static final class FailFastCause extends CauseOfInterruption {
        private static final long serialVersionUID = 1L;

        @Override
        public String getShortDescription() {
            return "Failed in branch b";
        }
    }

    private static List<String> described(Throwable why) {
        return why instanceof FlowInterruptedException interrupted
                ? interrupted.getCauses().stream()
                        .map(CauseOfInterruption::getShortDescription)
                        .toList()
                : List.of();
    }

    private static FlowInterruptedException interrupted(String result, String cause) {
        return new FlowInterruptedException(Result.fromString(result), new Stopping.Before(cause));
    }
}
