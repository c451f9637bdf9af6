package io.jenkins.plugins.flaskbbswarm.jenkins;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

/** What a pull request says of its address may be shown, but not followed wherever it leads. */
class PreviewBeanTest {
    @ParameterizedTest
    @CsvSource(
            value = {
                "https://pr-1.test/, https://pr-1.test/",
                "http://pr-1.test/, http://pr-1.test/",
                "javascript://pr-1.test/%0aalert(1), ''",
                "data:text/html;x, ''",
            })
    void onlyWebAddressesAreLinks(String address, String link) {
        SeenPreview seen = new SeenPreview(address, "", "", "", "READY", 1, 1, "", "");
        PreviewBean bean = new PreviewBean(SampleKnown.of(1).seen(seen), "", Instant.EPOCH);
        assertThat(bean.getAddress()).isEqualTo(address);
        assertThat(bean.getLink()).isEqualTo(link);
    }
}
