package io.jenkins.plugins.flaskbbswarm.compose;

import io.jenkins.plugins.flaskbbswarm.compose.source.ComposeSource;
import io.jenkins.plugins.flaskbbswarm.compose.source.Mode;
import io.jenkins.plugins.flaskbbswarm.compose.source.Variables;
import io.jenkins.plugins.flaskbbswarm.yaml.Problem;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** What docker stack deploy drops in silence is warned of. {@code ;} stands for a line's end, {@code ---} for the next file. */
class SilentDropsTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "services: {a: {image: 'x:1', restart: always, deploy: {restart_policy: {condition: none}}}} | 1:39: services.a.restart: has no effect beside deploy.restart_policy; remove one of the two",
                "services: {a: {image: 'x:1'}};networks: {n: } | 2:14: networks.n: no service uses it, and it is not made; name it below a service, or remove it",
                "services: {a: {image: 'x:1', networks: [n]}};networks: {n: , default: } | 2:25: networks.default: no service uses it, and it is not made; name it below a service, or remove it",
                "services: {a: {image: 'x:1'}};networks: {default: } | ``",
                "services: {a: {image: 'x:1'}};volumes: {v: {labels: {a: b}}} | 2:14: volumes.v: no service uses it, and it is not made; name it below a service, or remove it",
                "services: {a: {image: 'x:1', profiles: [p], volumes: ['vol:/v']}};volumes: {vol: } | ``",
                "services: {a: {image: 'x:1'}};secrets: {s: {external: true}} | 2:14: secrets.s: no service uses it; name it below a service, or remove it",
                "services: {a: {image: 'x:1'}};configs: {c: {external: true}} | 2:14: configs.c: no service uses it; name it below a service, or remove it",
                "services: {a: {image: 'x:1', credential_spec: {config: c}}};configs: {c: {external: true}} | ``",
                "services: {a: {image: 'x:1', environment: [A=1, A=2]}} | 1:49: services.a.environment[1]: sets 'A' again, and the last counts; keep one",
                "services: {a: {image: 'x:1', labels: [l=1, l=2]}} | 1:44: services.a.labels[1]: sets 'l' again, and the last counts; keep one",
                "services: {a: {image: 'x:1', networks: [n]}};networks: {n: {external: true, internal: true}} | 2:42: networks.n.internal: has no effect on an external network; remove the field, or 'external'",
                "services: {a: {image: 'x:1', secrets: [s]}};secrets: {s: {external: true, template_driver: golang}} | 2:48: secrets.s.template_driver: has no effect on an external secret; remove the field, or 'external'",
                "services: {a: {image: 'x:1', hostname: '${A:-${B:-z}}'}} | 1:40: services.a.hostname: '${A:-${B:-z}}' has a variable within a default; docker stack deploy does not look into it and puts its text in the value; use ${NAME:-default} with a plain default",
                "services: {a: {image: 'x:1', hostname: '${A:+${B:-z}}'}} | 1:40: services.a.hostname: '${A:+${B:-z}}' is a form of the modern Compose Specification (docker stack deploy refuses this); use ${NAME:-default} with a plain default",
                "services: {a: {image: 'x:1', ports: []}}---services: {a: {ports: ['80', '90']}} | 1:23: services.a.ports: of several ports without a published one, merging files keeps the last only; give each a published port, or write all ports in one file",
                "services: {a: {image: 'x:1'}}---services: {a: {ports: ['80', '90']}} | ``",
            })
    void areWarnedOf(String files, String warning) {
        assertThat(warnings(files)).isEqualTo(warning.isEmpty() ? List.of() : List.of(warning));
    }

    private static List<String> warnings(String files) {
        List<ComposeSource> sources = new ArrayList<>();
        for (String file : files.replace(';', '\n').split("---")) {
            sources.add(ComposeSource.of("f.yml", Path.of("/stack"), file.getBytes(StandardCharsets.UTF_8)));
        }
        return ComposeLoader.load(sources, Variables.none(), Mode.COMPATIBLE, (path, limit) -> new byte[0])
                .warnings()
                .stream()
                .map(Problem::toString)
                .map(text -> text.replaceFirst("^f.yml:", ""))
                .toList();
    }
}
