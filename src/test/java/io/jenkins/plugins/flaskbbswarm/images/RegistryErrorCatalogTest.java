package io.jenkins.plugins.flaskbbswarm.images;

import io.jenkins.plugins.flaskbbswarm.images.ImageException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What engines say about registries, and what we make of it. */
class RegistryErrorCatalogTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            NOT_THERE         | UNREACHABLE  | Get "https://172.17.0.1:5999/v2/": dial tcp 172.17.0.1:5999: connect: connection refused
            NO_SUCH_NAME      | UNREACHABLE  | Get "https://nosuchhost.invalid:5000/v2/": dial tcp: lookup nosuchhost.invalid on 10.0.0.53:53: no such host
            NO_ROUTE          | UNREACHABLE  | Get "https://10.9.9.9/v2/": dial tcp 10.9.9.9:443: connect: no route to host
            NO_ANSWER         | UNREACHABLE  | Get "https://10.9.9.9/v2/": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)
            NO_ANSWER         | UNREACHABLE  | Get "https://10.9.9.9/v2/": dial tcp 10.9.9.9:443: i/o timeout
            UNKNOWN_AUTHORITY | UNTRUSTED    | Get "https://172.17.0.1:5444/v2/": x509: certificate signed by unknown authority
            UNKNOWN_AUTHORITY | UNTRUSTED    | Get "https://r/v2/": tls: failed to verify certificate: x509: certificate signed by unknown authority
            EXPIRED           | UNTRUSTED    | Get "https://r/v2/": x509: certificate has expired or is not yet valid: current time 2026-11-22T08:00:00Z is after 2026-06-01T00:00:00Z
            WRONG_NAME        | UNTRUSTED    | Get "https://172.17.0.1:5444/v2/": x509: cannot validate certificate for 172.17.0.1 because it doesn't contain any IP SANs
            WRONG_NAME        | UNTRUSTED    | Get "https://r/v2/": x509: certificate is valid for 10.0.0.1, not 10.0.0.2
            WRONG_NAME        | UNTRUSTED    | Get "https://r/v2/": x509: certificate is not valid for any names, but wanted to match r
            PLAIN_HTTP        | UNTRUSTED    | Get "https://172.17.0.1:5001/v2/": http: server gave HTTP response to HTTPS client
            NO_LOGIN          | UNAUTHORIZED | no basic auth credentials
            NO_LOGIN          | UNAUTHORIZED | Head "https://172.17.0.1:5444/v2/app/manifests/1": no basic auth credentials
            WRONG_LOGIN       | UNAUTHORIZED | unauthorized: authentication required
            WRONG_LOGIN       | UNAUTHORIZED | login attempt to https://172.17.0.1:5444/v2/ failed with status: 401 Unauthorized
            DENIED            | DENIED       | denied: requested access to the resource is denied
            DENIED            | DENIED       | pull access denied for app, repository does not exist or may require 'docker login': denied: requested access to the resource is denied
            NOT_FOUND         | NOT_FOUND    | manifest for 172.17.0.1:5444/nope:1 not found: manifest unknown: manifest unknown
            NOT_FOUND         | NOT_FOUND    | manifest unknown: manifest unknown
            NOT_BUILT         | NOT_FOUND    | An image does not exist locally with the tag: 172.17.0.1:5444/doesnotexistlocally
            NO_SPACE          | NO_SPACE     | write /var/lib/docker/tmp/GetImageBlob1: no space left on device
            HALF_WRITTEN      | FAILING      | errors: digest invalid manifest blob unknown: blob unknown to registry
            REGISTRY_ERROR    | FAILING      | received unexpected HTTP status: 500 Internal Server Error
            TOO_MANY          | OTHER        | toomanyrequests: You have reached your pull rate limit
            OTHER             | OTHER        | open /etc/docker/certs.d/r/ca.crt: permission denied
            OTHER             | OTHER        | something new
            """)
    void means(RegistryErrorCatalog trouble, Kind kind, String engineText) {
        assertThat(RegistryErrorCatalog.of(engineText)).isEqualTo(trouble);
        ImageException explained = RegistryErrorCatalog.explain("cannot push r:5000/app:1", "r:5000", engineText, null);
        assertThat(explained.kind()).isEqualTo(kind);
        assertThat(explained.getMessage())
                .startsWith("cannot push r:5000/app:1: ")
                .contains("(" + engineText + ")")
                .doesNotContain("@");
    }

    @Test
    void oneSentenceWithAWayOut() {
        String text = "Get \"https://r:5000/v2/\": x509: certificate signed by unknown authority";
        assertThat(RegistryErrorCatalog.explain("cannot push r:5000/app:1", "r:5000", text, null))
                .hasMessage("cannot push r:5000/app:1: the engine does not trust the certificate of the registry r:5000"
                        + " (" + text
                        + "); put its CA's certificate at /etc/docker/certs.d/r:5000/ca.crt on each node");
    }
}
