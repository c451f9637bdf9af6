package io.jenkins.plugins.flaskbbswarm.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.flaskbbswarm.http.CannedConnection;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** An answer of another shape than an engine's is told as such where it comes in. */
class AnswerShapeTest {
    private static final String GOOD =
            "{'ID':'a','Spec':{'Name':'s','TaskTemplate':{'ContainerSpec':{'Env':['A=b']},'Networks':null}}}";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    'ID':'a'        | 'ID':7             | its ID is not a text
                    'ID':'a'        | 'Id':'a'           | its ID is not a text
                    'Name':'s'      | 'Name':null        | its Spec.Name is not a text
                    'Name':'s'      | 'Name':'s','Labels':[] | its Spec.Labels is not an object of texts
                    'Name':'s'      | 'Name':'s','Labels':{'a':{}} | its Spec.Labels is not an object of texts
                    'Networks':null | 'Networks':['a']   | its Spec.TaskTemplate.Networks is not a list of objects
                    ['A=b']         | 'A=b'              | its Spec.TaskTemplate.ContainerSpec.Env is not a list of texts
                    'Name':'s'      | 'Name':'s','Name':[] | its Spec.Name is not a text
                    """)
    void isTold(String good, String bad, String complaint) throws InterruptedException {
        String answer = GOOD.replace(good, bad).replace('\'', '"');
        assertThatThrownBy(() -> services(answer).inspect("s"))
                .isInstanceOf(EngineException.Malformed.class)
                .hasMessage("reading service s: the engine at unix:///in/memory gave an answer that cannot be read ("
                        + complaint + "); see whether something else listens there");
        assertThatThrownBy(() -> services("[" + answer + "]").list(Filters.none()))
                .isInstanceOf(EngineException.Malformed.class)
                .hasMessageContaining(complaint);
    }

    private static Services services(String answer) throws InterruptedException {
        EngineSettings settings = EngineSettings.defaults().withPatience(Duration.ZERO);
        return InMemoryEngine.over(
                        CannedConnection.connector(line ->
                                CannedConnection.ok("Api-Version: 1.44\r\n", answer.getBytes(StandardCharsets.UTF_8))),
                        settings)
                .services();
    }

    @ParameterizedTest
    @CsvSource({"2024-01-01T00:00:00.123456789Z,true", "yesterday,false", "'',false"})
    void aTaskHasATime(String time, boolean good) throws IOException {
        String task = "{\"ID\":\"a\",\"CreatedAt\":\"" + time + "\",\"Status\":{},\"Spec\":{}}";
        assertThat(AnswerShape.TASK.complaint(new ObjectMapper().readTree(task)).isEmpty())
                .isEqualTo(good);
    }
}
