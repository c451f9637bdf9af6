package io.jenkins.plugins.flaskbbswarm.diagnosis;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.EngineAddress;
import io.jenkins.plugins.flaskbbswarm.engine.RegistryLogins;
import io.jenkins.plugins.flaskbbswarm.fakeengine.FakeSwarm;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** Engines since 29.6 say themselves why a node could not pull an image: by moby's own image store or containerd's. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PullErrorsOfEngine29Test {
    private final FakeSwarm swarm = FakeSwarm.withNodes("n1").isEngine29();
    private Engine engine;

    @BeforeAll
    void connect() throws InterruptedException {
        engine = Engine.connect(EngineAddress.parse(swarm.address()));
    }

    @AfterAll
    void close() {
        engine.close();
        swarm.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            failed to resolve reference "r:5000/app:1": r:5000/app:1: not found                     | the registry r:5000 has no such image
            failed to resolve reference "r:5000/app:1": failed to do request: Head "https://r:5000/v2/app/manifests/1": dial tcp: lookup r: no such host | cannot resolve the registry's name r:5000
            failed to resolve reference "r:5000/app:1": failed to do request: Head "https://r:5000/v2/app/manifests/1": dial tcp 10.0.0.9:5000: connect: connection refused | nothing answers at the registry's address r:5000
            failed to resolve reference "r:5000/app:1": failed to do request: Head "https://r:5000/v2/app/manifests/1": tls: failed to verify certificate: x509: certificate signed by unknown authority | /etc/docker/certs.d/r:5000/ca.crt on each node
            failed to resolve reference "r:5000/app:1": failed to do request: Head "https://r:5000/v2/app/manifests/1": http: server gave HTTP response to HTTPS client | speaks plain HTTP
            failed to resolve reference "r:5000/app:1": failed to authorize: failed to fetch oauth token: unexpected status from GET request to https://r:5000/token: 401 Unauthorized | refuses the login
            failed to resolve reference "r:5000/app:1": unexpected status from HEAD request to https://r:5000/v2/app/manifests/1: 503 Service Unavailable | the registry r:5000 fails
            error from registry: denied                                                             | could not pull
            error from registry: toomanyrequests: You have reached your unauthenticated pull rate limit | allows no more requests for now
            pull access denied for app, repository does not exist or may require 'docker login'     | does not allow it, or has no such repository
            pull access denied for app, repository does not exist or may require 'docker login': denied: requested access to the resource is denied | does not allow it
            manifest for r:5000/app:1 not found: manifest unknown: manifest unknown                 | has no such image
            repository app not found: name unknown: repository name not known to registry           | has no such image
            unauthorized: authentication required                                                   | refuses the login
            no basic auth credentials                                                               | wants a login and got none
            Get "https://r:5000/v2/": dial tcp 10.0.0.9:5000: i/o timeout                           | does not answer in time
            Get "https://r:5000/v2/": net/http: TLS handshake timeout                               | does not answer in time
            received unexpected HTTP status: 502 Bad Gateway                                        | the registry r:5000 fails
            no matching manifest for linux/arm64 in the manifest list entries: no match for platform in manifest | is not made for the platform
            unsupported media type application/vnd.oci.image.index                                  | could not pull
            filesystem layer verification failed for digest sha256:1234                             | could not pull
            failed to copy: httpReadSeeker: failed open: unexpected status from GET request to https://r:5000/v2/app/blobs/sha256:1: 500 Internal Server Error | the registry r:5000 fails
            """)
    void isUnderstood(String words, String meaning) throws Exception {
        assertThat(diagnosed(words)).contains("n1", words, meaning);
    }

    /** These are said of a task before it has a container, too, and are not about a registry. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            invalid mount config for type "bind": bind source path does not exist: /no                      | the path /no does not exist
            failed to register layer: write /usr/lib/x: no space left on device                     | the disk of that node is full
            network bb_net not found                                                                        |
            error while mounting volume '/var/lib/docker/volumes/v/_data': failed to mount local volume      |
            could not find an available IP while allocating VIP                                             |
            """)
    void otherTroubleIsNoPull(String words, String meaning) throws Exception {
        assertThat(diagnosed(words))
                .doesNotContain("could not pull")
                .contains(Optional.ofNullable(meaning).orElse(""));
    }

    private String diagnosed(String words) throws Exception {
        ObjectNode task = new ObjectMapper().createObjectNode().put("ID", "t1");
        task.put("NodeID", engine.nodes().list().get(0).path("ID").asText());
        task.withObject("/Spec/ContainerSpec").put("Image", "r:5000/app:1");
        task.withObject("/Status").put("State", "rejected").put("Err", words);
        return new Diagnostician(engine, RegistryLogins.none())
                .cause(new Task(task), false)
                .orElse("");
    }
}
