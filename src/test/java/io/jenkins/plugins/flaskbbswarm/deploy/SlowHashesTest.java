package io.jenkins.plugins.flaskbbswarm.deploy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

import static org.assertj.core.api.Assertions.assertThat;

/** An unchanged deployment costs one slow hash, however many secrets and registry logins there are. */
class SlowHashesTest {
    private static final StackDeployOptions OPTIONS =
            new StackDeployOptions(ImageResolutionPolicy.NEVER, false, true, StackDeployOptions.ReleaseMode.USUAL);
    private static final StackDeployOptions DETACHED = new StackDeployOptions(
            ImageResolutionPolicy.NEVER,
            false,
            true,
            new StackDeployOptions.ReleaseMode(false, Optional.empty(), false));

    @TempDir
    private Path folder;

    private FakeDeployments fake;

    @BeforeEach
    void connect() throws Exception {
        SlowHashes.count();
        fake = new FakeDeployments(Map.of("DOCKER_CONFIG", folder.toString()));
        for (int i = 0; i < 4; i++) {
            secret(i, "first");
        }
        logins("old");
    }

    @AfterEach
    void close() {
        SlowHashes.countNoMore();
        fake.close();
    }

    @Test
    void unchanged() throws Exception {
        assertThat(deployed(OPTIONS))
                .as("the first one: 4 secrets, 3 logins, all together")
                .isEqualTo(8);
        assertThat(deployed(OPTIONS)).isEqualTo(1);
        assertThat(deployed(DETACHED)).isEqualTo(1);
        assertThat(SlowHashes.during(() -> fake.planText(OPTIONS, stack()))).isEqualTo(1);
        assertThat(SlowHashes.during(() -> fake.commands().drift(FakeDeployments.STACK)))
                .isZero();
    }

    @Test
    void ofOneSecretOrOneLoginAlone() throws Exception {
        for (String alone : new String[] {
            "services: {app: {image: 'r0.io/app:1'}}",
            "services: {app: {image: a, secrets: [s0]}}\nsecrets: {s0: {file: %s}}".formatted(file(0))
        }) {
            fake.deployText(OPTIONS, alone);
            assertThat(SlowHashes.during(() -> fake.deployText(OPTIONS, alone))).isEqualTo(1);
        }
    }

    @Test
    void withSecretsThatTheStackFileNames() throws Exception {
        String named = "services: {app: {image: 'r0.io/app:1', secrets: [s0, s1]}}\nsecrets: "
                + "{s0: {file: %s, name: zero}, s1: {file: %s, name: one}}".formatted(file(0), file(1));
        fake.deployText(OPTIONS, named);
        assertThat(SlowHashes.during(() -> fake.deployText(OPTIONS, named))).isEqualTo(1);
    }

    /** A new login is no new release, and yet the next deployment knows it. */
    @Test
    void afterANewLogin() throws Exception {
        deployed(OPTIONS);
        logins("new");
        fake.swarm.forgetRequests();

        assertThat(fake.deployText(OPTIONS, stack()).sentence()).contains("Registry login updated", "release 1");
        assertThat(fake.sent("/services/").stream()
                        .filter(request -> request.path().contains("/update"))
                        .count())
                .isEqualTo(4);
        assertThat(deployed(OPTIONS)).isEqualTo(1);
        assertThat(fake.swarm.writes()).isEmpty();
    }

    /** The newest record is of another version then. */
    @Test
    void afterARollback() throws Exception {
        deployed(OPTIONS);
        secret(2, "second");
        deployed(OPTIONS);
        fake.commands().rollback(FakeDeployments.STACK, 1);
        secret(2, "first");

        assertThat(deployed(OPTIONS)).isEqualTo(1);
        assertThat(fake.state().releases().currentNumber()).isEqualTo(3);
    }

    @Test
    void aChangedSecretIsFoundBesideAnUnchangedLogin() throws Exception {
        deployed(OPTIONS);
        secret(3, "second");

        assertThat(fake.deployText(OPTIONS, stack()).changed()).isTrue();
        assertThat(deployed(OPTIONS)).isEqualTo(1);
    }

    private int deployed(StackDeployOptions options) throws Exception {
        return SlowHashes.during(() -> fake.deployText(options, stack()));
    }

    private String stack() {
        StringJoiner services = new StringJoiner("\n", "services:\n", "\n");
        StringJoiner secrets = new StringJoiner("\n", "secrets:\n", "\n");
        for (int i = 0; i < 4; i++) {
            services.add("  app%d: {image: 'r%d.io/app:1', secrets: [s%d]}".formatted(i, i % 3, i));
            secrets.add("  s%d: {file: %s}".formatted(i, file(i)));
        }
        return services.toString() + secrets;
    }

    private Path file(int number) {
        return folder.resolve("secret" + number);
    }

    private void secret(int number, String value) throws Exception {
        Files.writeString(file(number), value + number);
    }

    private void logins(String password) throws Exception {
        StringJoiner logins = new StringJoiner(", ", "{\"auths\": {", "}}");
        for (int i = 0; i < 3; i++) {
            String pair = Base64.getEncoder().encodeToString(("ci:" + password + i).getBytes(StandardCharsets.UTF_8));
            logins.add("\"r%d.io\": {\"auth\": \"%s\"}".formatted(i, pair));
        }
        Files.writeString(folder.resolve("config.json"), logins.toString());
    }
}
