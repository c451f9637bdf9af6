package io.jenkins.plugins.flaskbbswarm.jenkins.credentials;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MaskTest {
    private final Mask mask = new Mask();

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
}
