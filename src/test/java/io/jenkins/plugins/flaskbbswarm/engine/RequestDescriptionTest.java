package io.jenkins.plugins.flaskbbswarm.engine;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class RequestDescriptionTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET    | services                           | reading the engine's services
            GET    | services web                       | reading service web
            GET    | services web logs                  | reading the log of service web
            POST   | services create                    | creating a service
            POST   | services web update                | updating service web
            DELETE | networks net                       | removing network net
            GET    | images json                        | reading the images
            GET    | images r/x:1 json                  | reading image r/x:1
            POST   | images r/x push                    | pushing image r/x
            POST   | images load                        | loading an image
            GET    | distribution r/x:1 json            | reading image r/x:1 at its registry
            POST   | build                              | building an image
            """)
    void saysWhatARequestIsAbout(String method, String path, String words) {
        String[] parts = path.split(" ");
        Request request =
                switch (method) {
                    case "GET" -> Request.get(parts);
                    case "POST" -> Request.post(parts);
                    default -> Request.delete(parts);
                };
        assertThat(RequestDescription.of(request)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"1, pulling image r/x:1", "sha256:abc, pulling image r/x@sha256:abc"})
    void saysWhatIsPulled(String tag, String words) {
        assertThat(RequestDescription.of(Request.post("images", "create")
                        .with("fromImage", "r/x")
                        .with("tag", tag)))
                .isEqualTo(words);
    }
}
