package io.jenkins.plugins.flaskbbswarm.hostile;

import io.jenkins.plugins.flaskbbswarm.cli.Docker;
import io.jenkins.plugins.flaskbbswarm.deploy.InvalidRequestException;
import io.jenkins.plugins.flaskbbswarm.lab.Lab;
import io.jenkins.plugins.flaskbbswarm.lab.RequiresLab;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What an author does with the Redis of his preview, beside production's. */
@RequiresLab
class HostileRedisTest {
    private static final String SECRETS = "{cache: {env: FLASKBB_REDIS}}";
    private static final String STACK = """
            services:
              app:
                image: lab-redis:local
                command: [sleep, "1000"]
                init: true
                secrets: [{source: cache, mode: 0444}]
                NETWORKS
                stop_grace_period: 1s
                deploy: {endpoint_mode: dnsrr}
            secrets: {cache: {external: true}}
            """;
    private static final String REDIS = "redis: {secret: cache, image: \"lab-redis:local\"}\n";
    private static final String POLICY = "policy: {images: [\"lab-redis\"], placement: [], networks: [redis-net]}\n";
    private static final String MARK = "production:hostile-redis-test";

    @TempDir
    private Path directory;

    private HostilePreviews previews;

    private HostilePreviews previews(String redis) throws IOException {
        String stack = STACK.replace("    NETWORKS\n", "    networks: [default, redis-net]\n")
                + "networks: {redis-net: {external: true}}\n";
        previews = new HostilePreviews(directory, "evil-redis", SECRETS, stack, redis + POLICY, Map.of());
        return previews;
    }

    @AfterEach
    void end() throws Exception {
        previews.sweep();
        production("DEL " + MARK);
    }

    @Test
    void itsKeysAreItsOwnAndProductionsAreAsTheyWere() throws Exception {
        production("SET " + MARK + " rows");
        previews(REDIS).up(1);
        previews.up(2);
        String login =
                "url=$(cat /run/secrets/cache); export REDISCLI_AUTH=$(echo $url | sed 's|.*:\\(.*\\)@.*|\\1|'); ";
        assertThat(previews.does(1, "cat /run/secrets/cache")).matches("redis://:[0-9a-f]{48}@preview-redis:6379/0");
        assertThat(previews.does(2, login + "redis-cli -h preview-redis SET mine 2"))
                .isEqualTo("OK");
        assertThat(previews.does(
                        1,
                        login + "redis-cli -h preview-redis SET mine 1; redis-cli -h preview-redis FLUSHALL;"
                                + " redis-cli -h preview-redis -n 1 DBSIZE"))
                .isEqualTo("OK\nOK\n0");
        assertThat(previews.does(
                        1, login + "redis-cli -h redis FLUSHALL; redis-cli -h evil-redis-pr-2_preview-redis PING"))
                .as("production's by its password, and another preview's")
                .contains("AUTH failed: WRONGPASS", "Could not connect to Redis at evil-redis-pr-2_preview-redis");
        assertThat(previews.does(2, login + "redis-cli -h preview-redis GET mine"))
                .isEqualTo("2");

        String address = previews.does(1, "cat /run/secrets/cache");
        previews.up(1);
        assertThat(previews.does(1, "cat /run/secrets/cache"))
                .as("the next push keeps it")
                .isEqualTo(address);
        previews.down(1);
        assertThat(previews.sweep().swept()).allMatch(swept -> swept.left().isEmpty());
        assertThat(production("GET " + MARK)).isEqualTo("rows");
        for (String kind : List.of("service", "network", "secret")) {
            assertThat(Docker.run(kind, "ls", "--format", "{{.Name}}")).doesNotContain("evil-redis-pr");
        }
    }

    @Test
    void theSharedPasswordIsRefusedUnlessAuthorsAreTrusted() throws Exception {
        String shared = "redis: {secret: cache, url: {env: FLASKBB_REDIS}}\n";
        assertThatThrownBy(() -> previews(shared).up(1))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("preview.redis.url")
                .hasMessageContaining("(rule redis)")
                .hasMessageContaining("preview.policy.shared-redis")
                .hasMessageNotContaining(Lab.variable("FLASKBB_REDIS"));
    }

    /** What production's Redis answers. */
    private static String production(String command) throws Exception {
        String container = Docker.run("ps", "-q", "-f", "label=com.docker.swarm.service.name=lab_redis")
                .strip();
        String ask = "REDISCLI_AUTH=\"$(cat /run/secrets/redis_password)\" redis-cli " + command;
        return Docker.run("exec", container, "sh", "-c", ask).strip();
    }
}
