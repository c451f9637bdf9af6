package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.stack.Namespace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Whoever asks about a stack that is not there is told so, and which there are: an empty answer would look like health. */
class UnknownStackTest {
    private static final Namespace SLIP = new Namespace("bbb");

    private FakeDeployments fake;

    @BeforeEach
    void start() throws Exception {
        fake = new FakeDeployments();
    }

    @AfterEach
    void stop() {
        fake.close();
    }

    private interface Question {
        void ask(StackCommands commands) throws Exception;
    }

    private enum Command {
        DIAGNOSE(commands -> commands.diagnose(SLIP)),
        RELEASES(commands -> commands.releases(SLIP)),
        SHOW(commands -> commands.show(SLIP, 1)),
        DIFFERENCE(commands -> commands.difference(SLIP, Optional.empty(), Optional.empty())),
        ROLLBACK(commands -> commands.rollback(SLIP, 1)),
        DRIFT(commands -> commands.drift(SLIP)),
        REPAIR(commands -> commands.repair(SLIP));

        private final Question question;

        Command(Question question) {
            this.question = question;
        }
    }

    @ParameterizedTest
    @EnumSource(Command.class)
    void isNamedBesideThoseThatThereAre(Command command) throws Exception {
        fake.deploy(StackDeployOptions.DEFAULT, "app: {image: a}");
        fake.swarm.forgetRequests();

        assertThatThrownBy(() -> command.question.ask(fake.commands()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("There is no stack bbb on this swarm; it has bb");
        assertThat(fake.swarm.writes()).isEmpty();
    }
}
