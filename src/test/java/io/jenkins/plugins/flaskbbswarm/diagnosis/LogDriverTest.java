package io.jenkins.plugins.flaskbbswarm.diagnosis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** Of which log drivers something can be read, and what is said of the others; tried on engine 20.10. */
class LogDriverTest {
    @ParameterizedTest(name = "{0} on a node whose default is {1}, printed {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                                                   | json-file | true  | its last lines say more
            {}                                                                   | json-file | false | it printed nothing
            {}                                                                   | none      | false | its log driver 'none' keeps nothing of what it prints; set its logging driver to json-file
            {"Name": "none"}                                                     |           | false | its log driver 'none' keeps nothing of what it prints; set its logging driver to json-file
            {"Name": "local"}                                                    |           | false | it printed nothing
            {"Name": "gelf"}                                                     |           | true  | its last lines say more
            {"Name": "fluentd", "Options": {"cache-disabled": "true"}}           |           | false | its log driver 'fluentd' with cache-disabled keeps nothing that can be read here; look where it sends to, or take cache-disabled out
            {"Name": "journald", "Options": {"cache-disabled": "true"}}          |           | false | it printed nothing
            """)
    void saysWhatCanBeRead(String driver, String ofNode, boolean printed, String words) throws IOException {
        Task task = new Task(json("{\"Spec\": {\"LogDriver\": " + driver + "}}"));
        Optional<JsonNode> container = ofNode == null
                ? Optional.empty()
                : Optional.of(
                        json("{\"HostConfig\": {\"LogConfig\": {\"Type\": \"" + ofNode + "\", \"Config\": {}}}}"));
        assertThat(LogDriver.of(task, container).aboutLastLines(printed)).isEqualTo(words);
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }
}
