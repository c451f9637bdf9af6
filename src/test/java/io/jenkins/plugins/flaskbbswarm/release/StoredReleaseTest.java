package io.jenkins.plugins.flaskbbswarm.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StoredReleaseTest {
    private static final Namespace STACK = new Namespace("bb");

    @Test
    void numbersAndOutcomesNeedNoDecoding() throws Exception {
        Releases releases = Releases.in(STACK, List.of(config(1), config(2)));

        assertThat(releases.all()).extracting(StoredRelease::number).containsExactly(2, 1);
        assertThat(releases.next()).isEqualTo(3);
        assertThat(releases.beyond(1)).extracting(StoredRelease::number).containsExactly(1);
        assertThat(releases.number(7)).isEmpty();
    }

    @Test
    void oneThatCannotBeReadIsNamedWhenItIsNeeded() throws Exception {
        Releases releases = Releases.in(STACK, List.of(config(1)));

        assertThatThrownBy(releases::current)
                .hasMessage("The config bb_release-1 carries our labels but cannot be read; remove it: docker config rm"
                        + " bb_release-1");
    }

    /** Its data is no release: whoever decodes it fails. */
    private static JsonNode config(int number) throws Exception {
        return new JsonMapper().readTree("""
                {"ID": "id-%1$d", "Spec": {"Name": "bb_release-%1$d", "Data": "AAAA", "Labels": {
                  "com.docker.stack.namespace": "bb",
                  "io.jenkins.flaskbb-swarm.release": "%1$d",
                  "io.jenkins.flaskbb-swarm.outcome": "succeeded"}}}
                """.formatted(number));
    }
}
