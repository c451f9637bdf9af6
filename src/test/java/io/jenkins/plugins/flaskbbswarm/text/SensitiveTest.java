package io.jenkins.plugins.flaskbbswarm.text;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** What looks like a secret. "Pw" is part of every secret here. */
class SensitiveTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "DB_PASSWORD",
                "MAIL_PWD",
                "MYSQL_PWD",
                "JWT",
                "JWT_SIGNING",
                "SMTP_AUTH",
                "SENTRY_DSN",
                "SECRET_KEY",
                "API_KEY",
                "apiKey",
                "authToken",
                "AWS_ACCESS_KEY_ID",
                "DB_PASS",
                "DBPASS",
                "SMTPPASS",
                "DB_PW",
                "ROOTPW",
                "CREDS",
                "PASSPHRASE",
                "GITHUB_TOKEN",
                "SLACK_WEBHOOK_URL",
                "SECURITY_SALT",
                "requirepass",
                "spring.datasource.password",
                "db-password",
                "traefik.http.middlewares.a.basicauth.users",
                "traefik.http.middlewares.a.BasicAuth.Users",
                "traefik.http.middlewares.a.digestauth.users",
                "traefik.frontend.auth.basic",
                "traefik.frontend.auth.basic.users",
                "traefik.http.middlewares.a.headers.customrequestheaders.Authorization"
            })
    void namesOfSecrets(String name) {
        assertThat(Sensitive.isName(name)).isTrue();
        assertThat(Sensitive.value(name, "any")).isEqualTo("***");
        assertThat(Sensitive.pair(name + "=any, with spaces")).isEqualTo(name + "=***");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "KEYBOARD",
                "MONKEY",
                "PASSENGERS",
                "VERSION",
                "AUTHOR",
                "COMPASS",
                "BYPASS",
                "PATH",
                "REDIS_HOST",
                "traefik.http.routers.auth.rule",
                "traefik.http.routers.token.rule",
                "TaskTemplate.ContainerSpec.Image"
            })
    void otherNames(String name) {
        assertThat(Sensitive.isName(name)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            postgres://u:Pw@h:5432/db?sslmode=require   | postgres://u:***@h:5432/db?sslmode=require
            postgresql+psycopg2://u:p@ss/Pw@h/db        | postgresql+psycopg2://u:***@h/db
            redis://:Pw@redis/0                         | redis://:***@redis/0
            amqp://u:$Pw@h,amqp://v:Pw@i                | amqp://u:***@i
            connecting to mysql://u:Pw@h failed         | connecting to mysql://u:***@h failed
            https://PwToken@git.example/x.git           | https://***@git.example/x.git
            https://key:Pw@sentry.example/1             | https://key:***@sentry.example/1
            --password=Pw                               | --password=***
            server --db-password=Pw --port=80           | server --db-password=*** --port=80
            server --password Pw --port 80              | server --password *** --port 80
            export PGPASSWORD=Pw; psql -h db            | export PGPASSWORD=***; psql -h db
            password='Pw Pw' host=db                    | password=*** host=db
            host=db password=Pw user=u                  | host=db password=*** user=u
            https://h/x?user=1&token=Pw&b=2             | https://h/x?user=1&token=***&b=2
            {"user": "u", "password": "P\\"Pw"}         | {"user": "u", "password": "***"}
            redis-server --requirepass Pw               | redis-server --requirepass ***
            redis-cli -h r -a Pw ping                   | redis-cli -h r -a *** ping
            mysqladmin -uroot -pPw ping                 | mysqladmin -uroot -p*** ping
            curl -u admin:Pw http://h/                  | curl -u admin:*** http://h/
            curl -u 'admin:Pw Pw' http://h/             | curl -u 'admin:***' http://h/
            curl --user="admin:Pw" http://h/            | curl --user="admin:***" http://h/
            curl -uadmin:Pw http://h/                   | curl -uadmin:*** http://h/
            curl -H 'X-Api-Key: Pw' http://h/           | curl -H 'X-Api-Key: ***' http://h/
            curl -H "Private-Token: Pw" http://h/       | curl -H "Private-Token: ***" http://h/
            Cookie: session=Pw; other=Pw                | Cookie: ***
            sshpass -p Pw ssh h                         | sshpass -p *** ssh h
            export DB_PW=Pw; DBPASS=Pw run --pass Pw    | export DB_PW=***; DBPASS=*** run --pass ***
            root:Pw@tcp(db:3306)/x                      | root:***@tcp(db:3306)/x
            Authorization: Basic UHc6UHc=               | Authorization: ***
            Authorization: Bearer Pw                    | Authorization: ***
            eyJhbGciOiJIUzI1NiJ9.eyJhIjoiUHcifQ.Pw-Pw   | ***
            admin:$apr1$Pw123456$abcdefghijk.           | admin:***
            admin:$$2y$$10$$PwPwPwPwPwPw                | admin:***
            admin:{SHA}PwPwPw=                          | admin:***
            ghp_PwPwPwPwPwPwPw                          | ***
            -----BEGIN RSA PRIVATE KEY-----MIIPw        | ***
            """)
    void formsOfSecrets(String text, String shown) {
        assertThat(Sensitive.text(text)).isEqualTo(shown).doesNotContain("Pw");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ssh://root@host",
                "tcp://10.0.0.1:2376",
                "http://host:8080/a/b",
                "registry:5000/app@sha256:0123",
                "me@example.org",
                "a=b key=3",
                "redis://:{password}@redis/0",
                "write password: {env: NAME}",
                "the secret bb_password-0123 was created",
                "--passive --port 80",
                "--bypass on COMPASS=1 pass=3",
                "Host(`x`) && PathPrefix(`/`)",
                "3 passed, 0 failed",
                "cost $5.00 and $6"
            })
    void otherTexts(String text) {
        assertThat(Sensitive.text(text)).isEqualTo(text);
    }

    @Test
    void theWordsOfACommand() {
        assertThat(Sensitive.words(List.of(
                        "server", "--password", "Pw", "--token=Pw Pw", "--port", "80", "-a", "1", "postgres://u:Pw@h")))
                .containsExactly(
                        "server", "--password", "***", "--token=***", "--port", "80", "-a", "1", "postgres://u:***@h");
        assertThat(Sensitive.words(List.of("redis-server", "requirepass", "Pw")))
                .endsWith("***");
        assertThat(Sensitive.words(List.of("redis-cli", "-a", "Pw"))).endsWith("***");
        assertThat(Sensitive.words(List.of("curl", "-u", "admin:Pw"))).endsWith("admin:***");
        assertThat(Sensitive.words(List.of("/usr/bin/mysql", "-uroot", "-pPw"))).endsWith("-uroot", "-p***");
        assertThat(Sensitive.words(List.of("sshpass", "-p", "Pw", "ssh")))
                .containsExactly("sshpass", "-p", "***", "ssh");
        assertThat(Sensitive.words(List.of("x", "--no-password", "--port"))).endsWith("--port");
    }

    @Test
    void aLongLineTakesNoStack() {
        String long1 = "{\"password\": \"" + "\\\"".repeat(100_000) + "\"} " + "a.".repeat(100_000);

        assertThat(Sensitive.text(long1)).isNotEmpty();
    }
}
