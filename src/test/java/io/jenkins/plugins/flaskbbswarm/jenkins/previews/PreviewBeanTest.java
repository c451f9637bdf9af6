package io.jenkins.plugins.flaskbbswarm.jenkins.previews;

import io.jenkins.plugins.flaskbbswarm.preview.policy.PreviewSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

/** What a pull request says of its address may be shown, but not followed wherever it leads. */
class PreviewBeanTest {
    @Test
    void sizeAndStateAreForPeople() {
        PreviewSize size = new PreviewSize(3, 1, 150_000_000, 144 << 20);
        PreviewStatus seen = new PreviewStatus("", "", "", "", "READY", size, "");
        PreviewBean bean = new PreviewBean(SampleKnown.of(1).seen(seen), "", Instant.EPOCH);
        assertThat(bean.getSizeLines()).containsExactly("3 services, 1 task", "0.15 CPUs and 144 MiB");
        assertThat(bean.getReserved()).isEqualTo("3 services, 1 task, 0.15 CPUs and 144 MiB reserved");
        assertThat(bean.getStateWord()).isEqualTo("ready");
        PreviewBean unseen = new PreviewBean(SampleKnown.of(1), "", Instant.EPOCH);
        assertThat(unseen.getSizeLines()).isEmpty();
        assertThat(unseen.getStateWord()).isEqualTo("creating");
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "https://pr-1.test/, https://pr-1.test/",
                "http://pr-1.test/, http://pr-1.test/",
                "javascript://pr-1.test/%0aalert(1), ''",
                "data:text/html;x, ''",
            })
    void onlyWebAddressesAreLinks(String address, String link) {
        PreviewStatus seen = new PreviewStatus(address, "", "", "", "READY", new PreviewSize(1, 1, 0, 0), "");
        PreviewBean bean = new PreviewBean(SampleKnown.of(1).seen(seen), "", Instant.EPOCH);
        assertThat(bean.getAddress()).isEqualTo(address);
        assertThat(bean.getLink()).isEqualTo(link);
    }
}
