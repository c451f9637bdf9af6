package io.jenkins.plugins.flaskbbswarm.engine;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Set;
import java.util.TreeSet;

import static org.assertj.core.api.Assertions.assertThat;

class EngineErrorResponseTest {
    /** The words of engines as they were measured, and what we read in them; AMBIGUOUS holds for writes. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            409 | rpc error: code = AlreadyExists desc = secret x1 already exists                                  | CONFLICT
            409 | network with name mn already exists                                                              | CONFLICT
            500 | rpc error: code = Unknown desc = name conflicts with an existing object                          | CONFLICT
            400 | rpc error: code = InvalidArgument desc = secret 'x1' is in use by the following services: u2, u1 | IN_USE
            400 | rpc error: code = FailedPrecondition desc = network n is in use by service s                     | IN_USE
            403 | error while removing network: network n id x has active endpoints                                | IN_USE
            400 | rpc error: code = InvalidArgument desc = only updates to Labels are allowed                      | -
            500 | rpc error: code = ResourceExhausted desc = grpc: received message larger than max (6 vs. 4)      | -
            500 | rpc error: code = Unknown desc = update out of sequence                                          | OUT_OF_SEQUENCE
            404 | service nosuch not found                                                                         | NOT_FOUND
            500 | network nonet not found                                                                          | NOT_FOUND
            501 | renaming services is not supported                                                               | -
            500 | rpc error: code = DeadlineExceeded desc = context deadline exceeded                              | AMBIGUOUS TRANSIENT
            500 | rpc error: code = Unknown desc = raft: failed to process the request: node lost leader status    | AMBIGUOUS NO_LEADER TRANSIENT
            500 | rpc error: code = Unknown desc = The swarm does not have a leader. It's possible that too few    | AMBIGUOUS NO_LEADER TRANSIENT
            503 | This node is not a swarm manager. Use "docker swarm init" or "docker swarm join"                 | NOT_A_MANAGER
            503 | This node is not a swarm manager. Manager is being prepared or has trouble connecting            | TRANSIENT
            500 | something that nobody ever saw                                                                   | AMBIGUOUS
            """)
    void readsTheEnginesWords(int status, String message, String meaning) {
        EngineErrorResponse refusal = new EngineErrorResponse(status, message);
        Set<String> meanings = new TreeSet<>();
        add(meanings, refusal.mayHaveHappened(), "AMBIGUOUS");
        add(meanings, refusal.isConflict(), "CONFLICT");
        add(meanings, refusal.isInUse(), "IN_USE");
        add(meanings, refusal.isNoLeader(), "NO_LEADER");
        add(meanings, refusal.isNotAManager(), "NOT_A_MANAGER");
        add(meanings, refusal.isNotFound(), "NOT_FOUND");
        add(meanings, refusal.isOutOfSequence(), "OUT_OF_SEQUENCE");
        add(meanings, refusal.isTransient(), "TRANSIENT");
        assertThat(meanings.isEmpty() ? "-" : String.join(" ", meanings)).isEqualTo(meaning);
    }

    private static void add(Set<String> meanings, boolean holds, String name) {
        if (holds) {
            meanings.add(name);
        }
    }
}
