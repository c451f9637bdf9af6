package io.jenkins.plugins.flaskbbswarm.compose.merge;

import io.jenkins.plugins.flaskbbswarm.compose.ComposeLoader;
import io.jenkins.plugins.flaskbbswarm.compose.LoadedStack;
import io.jenkins.plugins.flaskbbswarm.compose.print.StackPrinter;
import io.jenkins.plugins.flaskbbswarm.compose.read.Profiles;
import io.jenkins.plugins.flaskbbswarm.compose.source.ComposeException;
import io.jenkins.plugins.flaskbbswarm.compose.source.ComposeSource;
import io.jenkins.plugins.flaskbbswarm.compose.source.Mode;
import io.jenkins.plugins.flaskbbswarm.compose.source.Variables;
import io.jenkins.plugins.flaskbbswarm.yaml.Problem;
import io.jenkins.plugins.flaskbbswarm.yaml.Severity;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/** Files that take parts of other files: {@code extends}, {@code include}, {@code !reset}, {@code !override}, profiles. */
class CompositionTest {
    private final Map<String, String> files = new TreeMap<>();
    private Variables variables = Variables.of(Map.of("TAG", "9"));
    private Profiles profiles = Profiles.NONE;

    private CompositionTest file(String name, String text) {
        files.put("/stack/" + name, text);
        return this;
    }

    private LoadedStack load(Mode mode, String... names) {
        List<ComposeSource> sources = Stream.of(names)
                .map(name -> new ComposeSource(name, Path.of("/stack").resolve(name), Optional.empty()))
                .toList();
        return ComposeLoader.load(sources, variables, profiles, mode, this::read);
    }

    private byte[] read(Path file, int limit) throws IOException {
        if (file.toString().startsWith("/etc")) {
            throw new IOException("it is outside of /stack");
        }
        String text = files.get(file.toString());
        if (text == null) {
            throw new NoSuchFileException(file.toString());
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private String printed(String... names) {
        return StackPrinter.print(load(Mode.COMPATIBLE, names).stack()).replace("version: \"3.13\"\n", "");
    }

    private List<String> errors(String... names) {
        return catchThrowableOfType(ComposeException.class, () -> load(Mode.COMPATIBLE, names)).problems().stream()
                .filter(problem -> problem.severity() == Severity.ERROR)
                .map(Problem::toString)
                .toList();
    }

    @Test
    void extendsAServiceOfTheSameFileAndOfAnother() {
        file("stack.yml", """
                services:
                  base: {image: "x:1", environment: [A=1, B=1], labels: {l: base}, ports: ["80:80"], command: [a, b]}
                  app:
                    extends: {service: mid, file: lib/common.yml}
                    environment: {B: 2}
                    command: [c]
                  web: {extends: base, ports: ["80:80", "81:81"], image: "x:2", environment: {B: 3}}
                """);
        file("lib/common.yml", """
                services:
                  mid:
                    extends: {file: ../deep.yml, service: deep}
                    volumes: ["./data:/data", {type: bind, source: ./b, target: /b}, "named:/n"]
                    env_file: mid.env
                volumes: {named: }
                """);
        file("deep.yml", "services: {deep: {image: 'deep:${TAG}', cap_add: [A], healthcheck: {test: x, retries: 3}}}");
        file("lib/mid.env", "B=file\nC=file\n");
        files.computeIfPresent("/stack/stack.yml", (name, text) -> text + "volumes: {named: }\n");

        assertThat(printed("stack.yml")).isEqualTo("""
                services:
                  app:
                    cap_add:
                      - A
                    command:
                      - c
                    environment:
                      B: "2"
                      C: file
                    healthcheck:
                      retries: 3
                      test:
                        - CMD-SHELL
                        - x
                    image: deep:9
                    volumes:
                      - source: /stack/lib/data
                        target: /data
                        type: bind
                      - source: /stack/lib/b
                        target: /b
                        type: bind
                      - source: named
                        target: /n
                        type: volume
                  base:
                    command:
                      - a
                      - b
                    environment:
                      A: "1"
                      B: "1"
                    image: x:1
                    labels:
                      l: base
                    ports:
                      - mode: ingress
                        protocol: tcp
                        published: 80
                        target: 80
                  web:
                    command:
                      - a
                      - b
                    environment:
                      A: "1"
                      B: "3"
                    image: x:2
                    labels:
                      l: base
                    ports:
                      - mode: ingress
                        protocol: tcp
                        published: 80
                        target: 80
                      - mode: ingress
                        protocol: tcp
                        published: 81
                        target: 81
                volumes:
                  named: {}
                """);
    }

    @Test
    void takesOverNothingThatAFieldOnlyRefersTo() {
        file("stack.yml", "services: {app: {extends: {file: base.yml, service: base}}}");
        file("base.yml", "services: {base: {image: 'x:1', networks: [back]}}\nnetworks: {back: }\n");

        assertThat(errors("stack.yml"))
                .containsExactly("base.yml:1:44: services.app.networks.back: there is no network 'back';"
                        + " declare it below the top-level 'networks'");
    }

    @Test
    void includesModelsWithTheirOwnDirectoriesAndDefaults() {
        file("stack.yml", """
                include:
                  - lib/db.yml
                  - {path: [other/a.yml, other/over.yml], project_directory: ., env_file: vars.env}
                services: {app: {image: "app:1", depends_on: [db], extends: {service: db}}}
                """);
        file("lib/db.yml", """
                include: [more/cache.yml]
                services: {db: {image: "db:${DB_TAG}-${TAG}", env_file: db.env, volumes: ["./d:/d"]}}
                secrets: {pw: {file: ./pw}}
                """);
        file("lib/.env", "DB_TAG=\"12\" # quoted\nTAG=never\n");
        file("lib/db.env", "E=1\n");
        file("lib/pw", "secret");
        file("lib/more/cache.yml", "services: {cache: {image: 'cache:1'}}\nnetworks: {net: }\n");
        file("other/a.yml", "services: {a: {image: 'a:${A}', command: [one], volumes: ['./v:/v']}}");
        file("other/over.yml", "services: {a: {command: [two]}}");
        file("vars.env", "A='7'\n");

        assertThat(printed("stack.yml")).isEqualTo("""
                networks:
                  net: {}
                secrets:
                  pw:
                    file: /stack/lib/pw
                services:
                  a:
                    command:
                      - two
                    image: a:7
                    volumes:
                      - source: /stack/v
                        target: /v
                        type: bind
                  app:
                    depends_on:
                      - db
                    environment:
                      E: "1"
                    image: app:1
                    volumes:
                      - source: /stack/lib/d
                        target: /d
                        type: bind
                  cache:
                    image: cache:1
                  db:
                    environment:
                      E: "1"
                    image: db:12-9
                    volumes:
                      - source: /stack/lib/d
                        target: /d
                        type: bind
                """);
    }

    @Test
    void resetsAndOverridesWhatEarlierFilesSay() {
        file("a.yml", """
                services:
                  app:
                    image: x:1
                    ports: ["80:80"]
                    environment: [A=1, B=2, C=3]
                    labels: {keep: a, drop: b}
                    deploy: {replicas: 3, labels: {l: a}}
                    command: [one]
                """);
        file("b.yml", """
                services:
                  app:
                    ports: !override ["443:443"]
                    environment: {A: !reset null, C: 4}
                    labels: {drop: !reset }
                    deploy: !override {replicas: 1}
                    command: !reset []
                """);

        assertThat(printed("a.yml", "b.yml")).isEqualTo("""
                services:
                  app:
                    deploy:
                      replicas: 1
                    environment:
                      B: "2"
                      C: "4"
                    image: x:1
                    labels:
                      keep: a
                    ports:
                      - mode: ingress
                        protocol: tcp
                        published: 443
                        target: 443
                """);
    }

    @Test
    void resetsAndOverridesWhatIsExtendedOrIncluded() {
        file("stack.yml", """
                include: [{path: [inc.yml, over.yml]}]
                services:
                  base: {image: "x:1", ports: ["80:80"], cap_add: [A]}
                  app: {extends: base, ports: !reset [], cap_add: !override [B]}
                """);
        file("inc.yml", "services: {i: {image: 'i:1', command: [a], cap_add: [A]}, gone: {image: 'g:1'}}");
        file("over.yml", "services: {i: {cap_add: !override [C]}, gone: !reset null}");

        assertThat(printed("stack.yml")).isEqualTo("""
                services:
                  app:
                    cap_add:
                      - B
                    image: x:1
                  base:
                    cap_add:
                      - A
                    image: x:1
                    ports:
                      - mode: ingress
                        protocol: tcp
                        published: 80
                        target: 80
                  i:
                    cap_add:
                      - C
                    command:
                      - a
                    image: i:1
                """);
    }

    @Test
    void refusesCirclesConflictsAndWhatIsNotThere() {
        file("stack.yml", """
                include: [a.yml, gone.yml, "https://example.org/x.yml", /etc/x.yml, {path: c.yml, pth: x}]
                services:
                  one: {image: "x:1", extends: two}
                  two: {extends: {service: one}}
                  three: {image: "x:1", extends: {service: fuor}}
                  four: {image: "x:1", extends: {file: none.yml, service: x}}
                  same: {image: "x:1"}
                  other: {image: "x:1"}
                """);
        file("a.yml", "include: [b.yml]\nservices: {same: {image: 'x:1'}, other: {image: 'y:1'}}\n");
        file("b.yml", "include: [stack.yml]\n");
        file("c.yml", "services: {c: {image: 'c:1'}}");

        assertThat(errors("stack.yml"))
                .containsExactlyInAnyOrder(
                        "stack.yml:1:18: include[1]: there is no file /stack/gone.yml; create it, or correct the path",
                        "stack.yml:1:28: include[2]: 'https://example.org/x.yml' is on another machine, and nothing is"
                                + " fetched from there; check it out before the deployment, and name its path",
                        "stack.yml:1:57: include[3]: cannot read /etc/x.yml: it is outside of /stack",
                        "stack.yml:1:83: include[4].pth: unknown field; did you mean 'path'?",
                        "stack.yml:3:23: services.one.extends: services extend each other in a circle: one → two → one;"
                                + " take one of these 'extends' out",
                        "stack.yml:5:44: services.three.extends: there is no service 'fuor' in stack.yml; did you mean"
                                + " 'four'?",
                        "stack.yml:6:40: services.four.extends.file: there is no file /stack/none.yml; create it, or"
                                + " correct the path",
                        "stack.yml:8:3: services.other: is declared here and otherwise at a.yml:2:34, which is"
                                + " included; rename one of them, or list an override beside the included file under"
                                + " its 'path'",
                        "b.yml:1:11: include[0]: files include each other in a circle: stack.yml → a.yml → b.yml →"
                                + " stack.yml; take one of these includes out");
    }

    @Test
    void hasAMeasure() {
        StringBuilder chain = new StringBuilder("services:\n");
        for (int i = 3000; i > 0; i--) {
            chain.append("  s%d: {extends: s%d}\n".formatted(i, i - 1));
        }
        chain.append("  s0: {image: 'x:1'}\n");
        file("deep.yml", chain.toString());
        file("wide.yml", "include: [" + "a.yml, ".repeat(200) + "a.yml]");
        for (char name = 'a'; name < 'z'; name++) {
            String next = (char) (name + 1) + ".yml";
            file(name + ".yml", "include: [" + next + ", " + next + "]\nservices: {" + name + ": {image: 'x:1'}}\n");
        }
        file("z.yml", "services: {z: {image: 'x:1'}}");

        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            assertThat(errors("deep.yml")).anyMatch(error -> error.contains("too deeply"));
            assertThat(errors("wide.yml")).anyMatch(error -> error.contains("may have 100 files"));
        });
    }

    @Test
    void deploysServicesOfProfilesThatAreAskedFor() {
        file("stack.yml", """
                services:
                  foo: {image: "x:1"}
                  bar: {image: "x:1", profiles: [test], privileged: true, env_file: none.env}
                  baz: {image: "x:1", profiles: [test, other], depends_on: [foo]}
                  zot: {image: "x:1", profiles: [debug], depends_on: [foo, bar]}
                  opt: {image: "x:1", depends_on: {bar: {condition: service_started, required: false}}}
                """);
        file("none.env", "");

        assertThat(services()).isEqualTo("foo opt");
        assertThat(services("test")).isEqualTo("bar baz foo opt");
        assertThat(services("other")).isEqualTo("baz foo opt");
        assertThat(services("debug,test")).isEqualTo("bar baz foo opt zot");
        assertThat(services("*")).isEqualTo("bar baz foo opt zot");
        profiles = Profiles.of(List.of(), Map.of("COMPOSE_PROFILES", "other, unknown"));
        assertThat(load(Mode.COMPATIBLE, "stack.yml").stack().services()).containsKey("baz");
        profiles = Profiles.of(List.of("debug"));
        assertThat(errors("stack.yml"))
                .containsExactly("stack.yml:5:60: services.zot.depends_on: the service 'bar' is off, since none of its"
                        + " profiles (test) is asked for; ask for one (--profile, or profiles: in deploy.yml), or write"
                        + " 'required: false'");
    }

    private String services(String... names) {
        profiles = Profiles.of(List.of(names));
        return String.join(
                " ", load(Mode.COMPATIBLE, "stack.yml").stack().services().keySet());
    }

    @Test
    void saysNothingOfServicesThatAreOffAndAsksForKnownProfiles() {
        file("stack.yml", """
                services:
                  app: {image: "x:1"}
                  bar: {image: "x:1", profiles: [test], privileged: true, env_file: none.env}
                """);

        assertThat(load(Mode.COMPATIBLE, "stack.yml").warnings()).isEmpty();
        profiles = Profiles.of(List.of("tset"));
        assertThat(load(Mode.COMPATIBLE, "stack.yml").warnings())
                .extracting(Problem::toString)
                .containsExactly("stack.yml:2:3: services: no service has the profile 'tset' that is asked for;"
                        + " did you mean 'test'?");
    }

    @Test
    void staysWithTheDockerCliIfStrict() {
        file("stack.yml", """
                include: [a.yml]
                services:
                  app: {image: "x:1", extends: base, ports: !reset [], depends_on: {base: {condition: service_healthy}}}
                  base: {image: "x:1", profiles: [p]}
                """);
        file("a.yml", "services: {a: {image: 'x:1'}}");
        profiles = Profiles.of(List.of("p"));

        assertThat(
                        catchThrowableOfType(ComposeException.class, () -> load(Mode.STRICT, "stack.yml"))
                                .problems()
                                .stream()
                                .filter(problem -> problem.message().contains("docker stack deploy refuses this"))
                                .map(Problem::path))
                .contains(
                        "include",
                        "services.app.extends",
                        "services.app.ports",
                        "services.app.depends_on",
                        "services.base.profiles");
    }
}
