package io.jenkins.plugins.flaskbbswarm.images;

import io.jenkins.plugins.flaskbbswarm.engine.RegistryAuth;
import io.jenkins.plugins.flaskbbswarm.engine.RegistryLogins;
import io.jenkins.plugins.flaskbbswarm.http.HostilePeerContract;
import io.jenkins.plugins.flaskbbswarm.http.HostileServer;
import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

class HostileRegistryContractTest extends HostilePeerContract {
    @Override
    protected void ask(int port, Duration deadline) throws Exception {
        String address = "127.0.0.1:" + port;
        RegistryLogins logins = RegistryLogins.of(List.of(new RegistryAuth(address, "ci", "sesame".toCharArray())));
        RegistryTransport transport =
                new RegistryTransport(Optional.of(TrustedCa.parse(identity.certificateText())), deadline);
        new RegistryTags(new RegistryCaller(logins, transport, TokenHosts.none()))
                .of(ImageReference.parse(address + "/app"));
    }

    @Override
    protected Class<? extends Exception> failure() {
        return ImageException.class;
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        the same page again | 200 OK~Link: </v2/app/tags/list?last=a>; rel="next"~Content-Length: 14~~{"tags":["a"]} | no end of pages
        a tag that is none  | 200 OK~Content-Length: 17~~{"tags":["a b?"]} | cannot be one
        tags within tags    | 200 OK~Content-Length: 19~~{"tags":[["a b?"]]} | cannot be one
        a page that is none | 200 OK~Content-Length: 2~~{} | no list
        a realm without TLS | 401 No~WWW-Authenticate: Bearer realm="http://127.0.0.1/"~Content-Length: 0~~ | without TLS
        a realm that is none | 401 No~WWW-Authenticate: Bearer realm="https://a b^/"~Content-Length: 0~~ | without TLS
        a realm with a login | 401 No~WWW-Authenticate: Bearer realm="https://127.0.0.1:1%40evil.example/"~Content-Length: 0~~ | without TLS
        a realm elsewhere   | 401 No~WWW-Authenticate: Bearer realm="https://evil.example/"~Content-Length: 0~~ | preview.registry-token-hosts
        a realm of its own  | 401 No~WWW-Authenticate: Bearer realm="https://@/t"~Content-Length: 0~~ | refuses the login
        forever too many    | 429 Slow~Content-Length: 0~~ | answers 429
        """)
    void isToldAsItIs(String what, String script, String told) throws Exception {
        try (HostileServer server = new HostileServer("HTTP/1.1 " + script.replace("b^", "b<"), identity)) {
            assertThatThrownBy(() -> ask(server.port(), Duration.ofMinutes(10)))
                    .isInstanceOf(ImageException.class)
                    .hasMessageContaining(told);
        }
    }
}
