package io.jenkins.plugins.flaskbbswarm.parity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.compose.source.Mode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** For each stack of the {@link Corpus}, the real docker CLI deploys to a recording engine, and we must send the same. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ParityTest {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private Reference reference;
    private int stacks;
    private int files;
    private int services;
    private int differences;
    private int leftOut;

    @BeforeAll
    void start() throws IOException, InterruptedException {
        reference = Reference.start();
    }

    @AfterAll
    void report() {
        if (reference != null) {
            reference.close();
            System.out.printf(
                    "Parity: docker CLI %s, %d stacks of %d files, %d services, %d differences%s%n",
                    reference.cli().version(),
                    stacks,
                    files,
                    services,
                    differences,
                    leftOut == 0 ? "" : ", " + leftOut + " left out: this CLI is too old for them");
        }
    }

    static Stream<Corpus.Case> cases() throws IOException {
        return Corpus.cases();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void sendsWhatTheReferenceSends(Corpus.Case stack) throws IOException, InterruptedException {
        leaveOutUnless(stack.neededMajor() <= reference.cli().major(), "needs docker CLI " + stack.neededMajor());
        var created = reference.tryRequests(stack.files(), "app");
        leaveOutUnless(created.isPresent() || !isOld(), "is refused by this CLI");
        assertThat(created).as("docker stack deploy accepts " + stack.files()).isPresent();

        String theirs = pretty(Ours.comparable(created.get()));
        String ours = pretty(Ours.requests(stack.files(), "app"));
        count(stack, !ours.equals(theirs));
        assertThat(ours).isEqualTo(theirs);
    }

    /** CLIs before 28 know fewer fields and versions of the format: with them only a part can be compared. */
    private boolean isOld() {
        return reference.cli().major() < 28;
    }

    private void leaveOutUnless(boolean comparable, String reason) {
        if (!comparable) {
            leftOut++;
            Assumptions.abort("NOT COMPARED: " + reason + ": " + reference.cli().version());
        }
    }

    private void count(Corpus.Case stack, boolean different) throws IOException {
        stacks++;
        files += stack.files().size();
        services += Ours.load(Mode.COMPATIBLE, stack.files()).stack().services().size();
        differences += different ? 1 : 0;
    }

    private String pretty(Map<String, JsonNode> requests) throws IOException {
        JsonNode tree = JSON.valueToTree(requests);
        if (isOld()) {
            tree.findParents("NoNewPrivileges").forEach(parent -> ((ObjectNode) parent).remove("NoNewPrivileges"));
            tree.forEach(body -> ((ObjectNode) body).remove(List.of("CheckDuplicate", "EnableIPv6")));
        }
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(JSON.treeToValue(tree, Object.class));
    }
}
