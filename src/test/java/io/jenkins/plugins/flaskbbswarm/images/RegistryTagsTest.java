package io.jenkins.plugins.flaskbbswarm.images;

import io.jenkins.plugins.flaskbbswarm.engine.RegistryAuth;
import io.jenkins.plugins.flaskbbswarm.engine.RegistryLogins;
import io.jenkins.plugins.flaskbbswarm.images.FakeRegistry.Trait;
import io.jenkins.plugins.flaskbbswarm.images.RegistryTags.Answer;
import io.jenkins.plugins.flaskbbswarm.stack.Digest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Registries of several kinds, asked to let go of tags. */
class RegistryTagsTest {
    @TempDir
    private Path directory;

    private FakeRegistry registry;
    private Digest red;
    private Digest blue;

    @BeforeEach
    void threeTagsOfTwoImages() throws Exception {
        registry = new FakeRegistry(directory);
        red = registry.push("app:a", "red");
        blue = registry.push("app:b", "blue");
        registry.push("app:c", "red");
    }

    @AfterEach
    void close() {
        registry.close();
    }

    private RegistryTags tags() {
        return new RegistryTags(registry.logins(), Optional.of(registry.ca()));
    }

    @Test
    void areReadPageByPage() throws Exception {
        assertThat(tags().of(registry.image("app"))).isEqualTo(Map.of("a", red, "b", blue, "c", red));
        assertThat(tags().of(registry.image("none"))).isEmpty();
    }

    @Test
    void goWithTheirImage() throws Exception {
        assertThat(tags().remove(registry.image("app"), red)).isEqualTo(Answer.GONE);
        assertThat(registry.tags()).containsExactly("app:b");
        assertThat(tags().remove(registry.image("app"), red)).isEqualTo(Answer.GONE);
    }

    @Test
    void goAloneWhereTheRegistryCan() throws Exception {
        registry.with(Trait.REMOVES_TAGS);
        assertThat(tags().untag(registry.image("app:a"))).isEqualTo(Answer.GONE);
        assertThat(tags().of(registry.image("app"))).isEqualTo(Map.of("b", blue, "c", red));
        assertThat(registry.requests()).noneMatch(request -> request.startsWith("PUT"));
    }

    @Test
    void goAloneWhereTheRegistryRemovesWholeImagesOnly() throws Exception {
        assertThat(tags().untag(registry.image("app:a"))).isEqualTo(Answer.GONE);
        assertThat(tags().of(registry.image("app"))).isEqualTo(Map.of("b", blue, "c", red));
    }

    @Test
    void stayAsTheyAreWhereTheRegistryRemovesNothing() throws Exception {
        registry.with(Trait.REMOVES_NOTHING);
        assertThat(tags().remove(registry.image("app"), red)).isEqualTo(Answer.DISABLED);
        assertThat(tags().untag(registry.image("app:a"))).isEqualTo(Answer.DISABLED);
        assertThat(tags().of(registry.image("app"))).isEqualTo(Map.of("a", red, "b", blue, "c", red));
    }

    @Test
    void canBeBehindTokens() throws Exception {
        registry.with(Trait.WANTS_TOKENS);
        assertThat(tags().of(registry.image("app"))).hasSize(3);
    }

    /** Here the other host is this one by another name. */
    @Test
    void theLoginGoesToAnotherHostOnlyIfThatIsListedWhichIsSaidOnce() throws Exception {
        registry.with(Trait.WANTS_TOKENS).withTokensAt("localhost");
        assertThatThrownBy(() -> tags().of(registry.image("app")))
                .hasMessageContaining("wants its login to be sent to localhost")
                .hasMessageContaining("preview.registry-token-hosts");
        List<String> said = new ArrayList<>();
        RegistryTags listed = new RegistryTags(
                registry.logins(), Optional.of(registry.ca()), new TokenHosts(Set.of("LOCALHOST"), said::add));
        assertThat(listed.of(registry.image("app"))).hasSize(3);
        assertThat(listed.of(registry.image("none"))).isEmpty();
        assertThat(said).singleElement().asString().endsWith("is sent to localhost, which gives its tokens");
    }

    @Test
    void anIdentityTokenIsExchangedForOneThatTheRegistryTakes() throws Exception {
        registry.with(Trait.WANTS_TOKENS);
        char[] identity = FakeRegistry.IDENTITY_TOKEN.toCharArray();
        assertThat(tags(RegistryAuth.byToken(registry.address(), "", identity)).of(registry.image("app")))
                .hasSize(3);
        assertThat(tags(new RegistryAuth(registry.address(), "<token>", identity))
                        .of(registry.image("app")))
                .hasSize(3);
        assertThatThrownBy(() -> tags(RegistryAuth.byToken(registry.address(), "", "other".toCharArray()))
                        .of(registry.image("app")))
                .hasMessageContaining("refuses the login");
        registry.with();
        assertThatThrownBy(() -> tags(RegistryAuth.byToken(registry.address(), "", identity))
                        .of(registry.image("app")))
                .hasMessageContaining("asks for user and password");
    }

    @Test
    void aRegistryTokenIsSentAsItIs() throws Exception {
        registry.with(Trait.WANTS_TOKENS);
        assertThat(tags(RegistryAuth.byRegistryToken(registry.address(), "let-me".toCharArray()))
                        .of(registry.image("app")))
                .hasSize(3);
        assertThatThrownBy(() -> tags(RegistryAuth.byRegistryToken(registry.address(), "old".toCharArray()))
                        .of(registry.image("app")))
                .hasMessageContaining("refuses the login");
    }

    private RegistryTags tags(RegistryAuth login) {
        return new RegistryTags(RegistryLogins.of(List.of(login)), Optional.of(registry.ca()));
    }

    @Test
    void areNobodysWithoutTheLogin() {
        RegistryLogins wrong =
                RegistryLogins.of(List.of(new RegistryAuth(registry.address(), "ci", "open barley".toCharArray())));
        assertThatThrownBy(() -> new RegistryTags(wrong, Optional.of(registry.ca())).of(registry.image("app")))
                .isInstanceOf(ImageException.class)
                .hasMessage("the registry " + registry.address() + " refuses the login; correct its user and password");
        assertThatThrownBy(() ->
                        new RegistryTags(RegistryLogins.none(), Optional.of(registry.ca())).of(registry.image("app")))
                .hasMessage("the registry " + registry.address()
                        + " wants a login and got none; name its user and password");
    }

    @Test
    void areNotAskedForWhereNobodyVouchesForTheRegistry() {
        assertThatThrownBy(() -> new RegistryTags(registry.logins(), Optional.empty()).of(registry.image("app")))
                .hasMessageContaining("no trusted connection to the registry " + registry.address())
                .hasMessageContaining("preview.registry-ca");
        assertThat(registry.requests()).isEmpty();
    }

    @Test
    void areOutOfReachWhenTheRegistryIs() {
        registry.with(Trait.BROKEN);
        assertThatThrownBy(() -> tags().of(registry.image("app"))).hasMessageContaining("answers 500");
        registry.close();
        assertThatThrownBy(() -> tags().of(registry.image("app")))
                .hasMessageContaining("the registry " + registry.address() + " does not answer")
                .hasMessageContaining("see that it runs");
    }

    @Test
    void aCaIsOneCertificateAndNothingElse() {
        String pem = registry.ca().pem();
        assertThat(TrustedCa.parse("a remark\n" + pem).pem()).isEqualTo(pem);
        assertThatThrownBy(() -> TrustedCa.parse("root:x:0:0"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("root");
    }
}
