package io.jenkins.plugins.flaskbbswarm.text;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class SecretMaskerTest {
    private final SecretMasker mask = new SecretMasker();

    @Test
    void blanksValuesWhereverTheyStand() {
        mask.add("hunter2");

        assertThat(mask.blanked("password=hunter2, again hunter2!")).isEqualTo("password=****, again ****!");
    }

    @Test
    void blanksTheLongestOfSeveralThatBeginAlike() {
        mask.add("hunter2");
        mask.add("hunter2-and-more");

        assertThat(mask.blanked("hunter2-and-more")).isEqualTo("****");
    }

    @Test
    void blanksEachLineOfAValueWithSeveral() {
        mask.add("-----BEGIN KEY-----\n  c2VjcmV0\n}\n-----END KEY-----\n");

        assertThat(mask.blanked("read c2VjcmV0 }")).isEqualTo("read **** }");
    }

    @Test
    void leavesTheRestAsItIs() {
        mask.add("  ");

        assertThat(mask.blanked("a  b")).isEqualTo("a  b");
    }

    @Test
    void leavesShortOnesAloneAndSaysSoOnce() {
        AtomicInteger told = new AtomicInteger();
        SecretMasker some = new SecretMasker(told::incrementAndGet);

        some.add("abc");
        some.add("1");
        some.add("");

        assertThat(some.blanked("abc 1")).isEqualTo("abc 1");
        assertThat(told).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "ab", "admin:", "a longer login:"})
    void blanksTheBase64OfWhateverHoldsIt(String before) {
        mask.add("hunter2-Straße");
        for (String after : List.of("", "!", "\n", "@host")) {
            byte[] bytes = (before + "hunter2-Straße" + after).getBytes(StandardCharsets.UTF_8);
            String whole = Base64.getEncoder().encodeToString(bytes);
            String blanked = mask.blanked(whole);

            assertThat(blanked).contains("****");
            assertThat(blanked.replace("****", "").length()).isLessThanOrEqualTo(whole.length() - 17);
        }
    }

    @ParameterizedTest
    @MethodSource("spellings")
    void blanksSpellings(String printed) {
        mask.add("p\"a'$s/w & <ö>!");

        assertThat(mask.blanked("x " + printed + " y")).isEqualTo("x **** y");
    }

    static Stream<String> spellings() {
        return Stream.of(
                "p\"a'$s/w & <ö>!",
                "p\\\"a'$s/w & <ö>!",
                "p\\\"a'$s\\/w & <ö>!",
                "p\\\"a'$s/w & <\\u00f6>!",
                "p\\\"a'$s/w \\u0026 \\u003cö\\u003e!",
                "p%22a%27%24s%2Fw%20%26%20%3C%C3%B6%3E%21",
                "p%22a%27%24s%2fw%20%26%20%3c%c3%b6%3e%21",
                "p%22a%27%24s%2Fw+%26+%3C%C3%B6%3E%21",
                "p%22a'%24s%2Fw%20%26%20%3C%C3%B6%3E!",
                "p%22a%27%24s/w%20%26%20%3C%C3%B6%3E%21",
                "p&quot;a&#39;$s/w &amp; &lt;ö&gt;!",
                "p&#34;a&#39;$s/w &amp; &lt;ö&gt;!",
                "p\"a'$s/w &amp; &lt;ö&gt;!",
                "p\"a'\\''$s/w & <ö>!",
                "p\"a'\"'\"'$s/w & <ö>!",
                "p\\\"a'\\$s/w & <ö>!",
                "p\"a'$$s/w & <ö>!",
                "7022612724732f772026203cc3b63e21");
    }
}
