package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.deploy.StackDeployOptions.ReleaseMode;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A service waits until those of its {@code depends_on} run, where that is asked for. */
class WavesTest {
    private static final String DB = "db: {image: a}";
    private static final String APP = "app: {image: a, depends_on: [db]}";
    private static final String WEB = "web: {image: a, depends_on: [app, db]}";

    private FakeDeployments fake;

    @BeforeEach
    void start() throws Exception {
        fake = new FakeDeployments();
    }

    @AfterEach
    void stop() {
        fake.close();
    }

    @Test
    void eachWaveRunsBeforeTheNextIsSent() throws Exception {
        fake.deploy(ordered(true), WEB, APP, DB);

        assertThat(story())
                .containsSubsequence(
                        "bb_db created",
                        "bb_db runs",
                        "bb_app created",
                        "bb_app runs",
                        "bb_web created",
                        "bb_web runs");
    }

    @Test
    void anUpdateGoesInWavesToo() throws Exception {
        fake.deploy(ordered(true), WEB, APP, DB);
        fake.events.clear();

        fake.deploy(ordered(true), WEB.replace("image: a", "image: b"), APP, DB.replace("image: a", "image: b"));

        assertThat(story()).containsSubsequence("bb_db updated", "bb_db runs", "bb_web updated", "bb_web runs");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            a circle of two    | [web]      | [app] | The services app → web → app wait for each other
            a service alone    | [app]      | []    | The services app → app wait for each other
            one that is absent | [database] | []    | The service app depends on database, which the stack does not have
            """)
    void whatCannotBeOrderedIsSaidBeforeAnythingIsTouched(String what, String app, String web, String message) {
        assertThatThrownBy(() -> fake.deploy(
                        ordered(true),
                        "app: {image: a, depends_on: " + app + "}",
                        "web: {image: a, depends_on: " + web + "}"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(message);
        assertThat(fake.swarm.writes()).isEmpty();
    }

    private static final String WAITING = """
            services:
              job: {image: a, command: [sh, -c, "%s"], deploy: {restart_policy: {condition: none}}}
              db:
                image: a
                command: [sleep, "1000"]
                healthcheck: {test: [CMD, "true"], interval: 300ms}
              app:
                image: a
                command: [sleep, "1000"]
                depends_on: {%s}
            """;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            healthy   | db: {condition: service_healthy}                 | bb_db runs
            completed | job: {condition: service_completed_successfully} | bb_job runs
            started   | db: {condition: service_started}                 | bb_db created
            nothing   | db: {}                                           | bb_db runs
            optional  | 'db: {condition: service_healthy, required: false}, other: {condition: service_healthy, required: false}' | bb_db runs
            """)
    void aConditionIsWaitedFor(String what, String condition, String before) throws Exception {
        fake.deployText(ordered(true), WAITING.formatted("exit 0", condition));

        assertThat(story()).containsSubsequence(before, "bb_app created", "bb_app runs");
    }

    @Test
    void theEndOfATaskThatRunsIsWaitedForAndNotItsStart() throws Exception {
        fake.deployText(
                ordered(true), WAITING.formatted("sleep 1", "job: {condition: service_completed_successfully}"));
        List<String> states = fake.events.stream()
                .map(event -> event instanceof Event.TaskChanged task
                                && task.service().equals("bb_job")
                        ? task.state()
                        : event.equals(new Event.Note("service bb_app", "created")) ? "app" : "")
                .filter(text -> !text.isEmpty())
                .toList();
        assertThat(states).containsSubsequence("complete", "app");
    }

    @Test
    void aDependencyThatFailsIsNotFollowed() {
        assertThatThrownBy(() -> fake.deployText(
                        ordered(true), WAITING.formatted("exit 3", "job: {condition: service_completed_successfully}")))
                .isInstanceOf(ReleaseFailedException.class)
                .hasMessageContaining("exit code 3");
        assertThat(story()).doesNotContain("bb_app created");
    }

    @Test
    void anEndThatNeverComesIsRefused() {
        assertThatThrownBy(() -> fake.deployText(
                        ordered(true), WAITING.formatted("exit 0", "db: {condition: service_completed_successfully}")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("The service app waits for the end of db (service_completed_successfully), which"
                        + " never comes");
        assertThat(fake.swarm.writes()).isEmpty();
    }

    @Test
    void thePlanShowsTheOrder() throws Exception {
        assertThat(fake.planText(
                                ordered(true),
                                WAITING.formatted(
                                        "exit 0",
                                        "db: {condition: service_healthy}, job: {condition: service_completed_successfully}"))
                        .order())
                .containsExactly("  order: bb_app after bb_db runs, bb_job has ended with 0");
        assertThat(fake.plan(ordered(true), WEB, APP, DB).order())
                .containsExactly("  order: bb_app after bb_db runs", "  order: bb_web after bb_app runs, bb_db runs");
        assertThat(fake.plan(ordered(false), WEB, APP, DB).order()).isEmpty();
    }

    @Test
    void withoutOrderACircleDoesNotMatter() throws Exception {
        fake.deploy(ordered(false), "app: {image: a, depends_on: [web]}", "web: {image: a, depends_on: [app]}");

        assertThat(story()).contains("bb_app runs", "bb_web runs");
    }

    private static StackDeployOptions ordered(boolean ordered) {
        return new StackDeployOptions(
                ImageResolutionPolicy.NEVER, true, false, new ReleaseMode(true, Optional.empty(), ordered));
    }

    private List<String> story() {
        return fake.events.stream()
                .map(event -> {
                    if (event instanceof Event.Note note && note.subject().startsWith("service ")) {
                        return note.subject().replace("service ", "") + " " + note.text();
                    }
                    return event instanceof Event.ServiceChanged change && change.converged()
                            ? change.service() + " runs"
                            : "";
                })
                .toList();
    }
}
