package io.jenkins.plugins.flaskbbswarm.compose;

import io.jenkins.plugins.flaskbbswarm.compose.read.Durations;
import io.jenkins.plugins.flaskbbswarm.compose.read.PortSpec;
import io.jenkins.plugins.flaskbbswarm.compose.read.ShellWords;
import io.jenkins.plugins.flaskbbswarm.compose.read.Sizes;
import io.jenkins.plugins.flaskbbswarm.compose.read.VolumeSpec;
import io.jenkins.plugins.flaskbbswarm.stack.Mount;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Texts with a syntax of their own: ports, volumes, durations, sizes, commands. */
class ShortFormsTest {
    @ParameterizedTest(name = "''{0}''")
    @CsvSource(
            delimiter = '|',
            value = {
                "80                     | 0:80/tcp",
                "8080:80                | 8080:80/tcp",
                "53:53/UDP              | 53:53/udp",
                ":80                    | 0:80/tcp",
                "127.0.0.1::80          | 0:80/tcp",
                "[::1]:82:82            | 82:82/tcp",
                "::1:82:82              | 82:82/tcp",
                "9-11                   | 0:10/tcp 0:11/tcp 0:9/tcp",
                "7000-7002:7000         | 7000:7000/tcp 7001:7000/tcp 7002:7000/tcp",
                "7000-7001:8000-8001    | 7000:8000/tcp 7001:8001/tcp",
            })
    void ports(String text, String ports) {
        assertThat(PortSpec.parse(text).ports().stream()
                        .map(port -> port.published() + ":" + port.target() + "/" + port.protocol())
                        .collect(Collectors.joining(" ")))
                .isEqualTo(ports);
    }

    @ParameterizedTest(name = "''{0}''")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "x           | the container's port is not a number or a range such as 8000-8010",
                "``          | the container's port is not a number or a range such as 8000-8010",
                "x:80        | the published port is not a number or a range such as 8000-8010",
                "70000       | the container's port must be from 0 to 65535, and ranges must rise",
                "90-80       | the container's port must be from 0 to 65535, and ranges must rise",
                "1-2:1-3     | the two ranges differ in length",
                "80/icmp     | its protocol is none of tcp, udp, sctp",
                "host:80:80  | the part before the ports is not an IP address",
            })
    void noPorts(String text, String cause) {
        assertThatThrownBy(() -> PortSpec.parse(text)).hasMessage(cause);
    }

    @ParameterizedTest(name = "''{0}''")
    @CsvSource(
            delimiter = '|',
            value = {
                "data:/data             | volume data   /data",
                "/anon                  | volume - /anon",
                "/host:/in:ro           | bind /host /in ro",
                "./x:/x:rslave          | bind ./x /x rslave",
                "~/x:/x                 | bind ~/x /x",
                "data:/x:ro,nocopy      | volume data /x ro nocopy",
                "data:/x:ro,rw          | volume data /x",
                "C:\\a:/x               | bind C:\\a /x",
                "C:\\a:D:\\b:ro         | bind C:\\a D:\\b ro",
                "a:/b                   | volume - a:/b",
                "aa                     | volume - aa",
            })
    void volumes(String text, String expected) {
        Mount mount = VolumeSpec.parse(text).mount();

        assertThat(List.of(
                                mount.type(),
                                mount.source().isEmpty() ? "-" : mount.source(),
                                mount.target(),
                                mount.readOnly() ? "ro" : "",
                                mount.propagation().orElse(""),
                                mount.volumeOptions().isPresent() ? "nocopy" : "")
                        .stream()
                        .filter(word -> !word.isEmpty())
                        .collect(Collectors.joining(" ")))
                .isEqualTo(expected.replaceAll(" +", " "));
    }

    @ParameterizedTest(name = "''{0}''")
    @CsvSource({"aa::b, a part between colons is empty", "aa:/b:ro:x, there are too many colons", "'', it is empty"})
    void noVolumes(String text, String cause) {
        assertThatThrownBy(() -> VolumeSpec.parse(text)).hasMessage(cause);
    }

    @ParameterizedTest(name = "''{0}''")
    @CsvSource({
        "90s, 1m30s",
        "1h, 1h0m0s",
        "1.5s, 1.5s",
        "0, 0s",
        "0s, 0s",
        "100ms, 100ms",
        "1h2m3.5s, 1h2m3.5s",
        "2us, 2\u00b5s",
        "5ns, 5ns",
        "-3s, -3s",
        ".5m, 30s"
    })
    void durations(String text, String printed) {
        assertThat(Durations.parse(text).map(Durations::format)).contains(printed);
    }

    @ParameterizedTest
    @CsvSource({"90", "1d", "''", "s", "1", "1h 2m", "1000000h1", "9999999999h", "1.5.5s", "--1s"})
    void noDurations(String text) {
        assertThat(Durations.parse(text)).isEmpty();
    }

    @ParameterizedTest(name = "''{0}''")
    @CsvSource({
        "50M, 52428800",
        "1.5G, 1610612736",
        "512m, 536870912",
        "64MiB, 67108864",
        "1kb, 1024",
        "20 b, 20",
        "1048576, 1048576",
        "1e3, 1000",
        "0, 0",
        ".5k, 512",
        "1T, 1099511627776"
    })
    void sizes(String text, long bytes) {
        assertThat(Sizes.parse(text)).contains(bytes);
    }

    @ParameterizedTest
    @CsvSource({"-1", "M", "1X", "1 2M", "1mi", "9999999999G", "1bb", "''"})
    void noSizes(String text) {
        assertThat(Sizes.parse(text)).isEmpty();
    }

    @ParameterizedTest(name = "''{0}''")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a b  c              | a,b,c",
                "sh -c \"a 'b' c\"    | sh,-c,a 'b' c",
                "'a \\ b'             | a \\ b",
                "a\\ b \"c\\\"d\"      | a b,c\"d",
                "a # b               | a",
                "a#b                 | a#b",
                "\"\"                | ``",
            })
    void commands(String text, String words) {
        assertThat(String.join(",", ShellWords.split(text))).isEqualTo(words);
    }

    @ParameterizedTest(name = "''{0}''")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a 'b    | a ' is not closed",
                "a \"b    | a \" is not closed",
                "a \\  | a backslash at the end escapes nothing"
            })
    void noCommands(String text, String cause) {
        assertThatThrownBy(() -> ShellWords.split(text)).hasMessage(cause);
    }
}
