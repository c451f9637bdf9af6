package io.jenkins.plugins.flaskbbswarm;

import io.jenkins.plugins.flaskbbswarm.compose.ComposeLoader;
import io.jenkins.plugins.flaskbbswarm.compose.source.ComposeSource;
import io.jenkins.plugins.flaskbbswarm.compose.source.Mode;
import io.jenkins.plugins.flaskbbswarm.compose.source.Variables;
import io.jenkins.plugins.flaskbbswarm.deploy.DeployFile;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.EngineAddress;
import io.jenkins.plugins.flaskbbswarm.text.Advice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** A way out names options where options are typed, and arguments where steps are written. */
class AdviceTest {
    private static final Path SOURCES = Path.of("src/main/java/io/jenkins/plugins/flaskbbswarm");
    private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)*)\"");

    /** What only somebody at a terminal can type: options, our commands, variables of a shell. */
    private static final Pattern TYPED =
            Pattern.compile("(?<![\\w-])--[a-z][a-z-]+|\\bexport [A-Z]|\\bexport it\\b|\\bwith -[a-z]\\b"
                    + "|flaskbb-swarm (stack|lock|release|deploy|plan|preview|redeploy)\\b|\\bset DOCKER_");

    /** Options of other programs and of Dockerfiles, and what the command line alone comes to. */
    private static final Pattern OTHERWISE = Pattern.compile(
            "--from=|--mount|--platform=|--docker host=|--no-psqlrc|--quiet|--no-password|--set=ON_ERROR"
                    + "|--(host|port|username|dbname|file)=$|REDISCLI_AUTH|--user\\|--proxy-user"
                    + "|^--(user|proxy-user|tls|context|host|interval|start-interval)$"
                    + "|redis-cli|psql --version|without --strict|without --detach|flaskbb-swarm preview on ");

    static Stream<Arguments> messages() {
        return Stream.of(
                row(
                        () -> EngineAddress.parse("tcp://swarm.example.org:2376"),
                        "set DOCKER_CERT_PATH to a directory with ca.pem, cert.pem and key.pem, or use ssh://",
                        "name a client certificate with hostCredentialsId, or use ssh://"),
                row(
                        () -> Engine.connect(EngineAddress.parse("unix:///nowhere.sock")),
                        "or set DOCKER_HOST to the engine that you mean",
                        "or name the engine that you mean with host: 'tcp://…' or a target"),
                row(
                        () -> deployFile("variables: {X: {env: NOT_SET}}"),
                        "export it, or write the value here",
                        "set it with environment { } or withEnv, or write the value here"),
                row(
                        () -> DeployFile.of(Path.of("."), List.of("rolout.deadline=5m"), Map.of()),
                        "--set rolout",
                        "set: rolout"),
                row(
                        () -> DeployFile.read(Path.of("nowhere.yml"), List.of(), Map.of()),
                        "name your file with -f",
                        "name your file with config"),
                row(
                        () -> stack(
                                "services: {a: {image: a, depends_on: {b: {condition: service_started}}}, b: {image: b, profiles: [p]}}"),
                        "ask for one (--profile, or profiles: in deploy.yml)",
                        "ask for one (profiles: in deploy.yml)"),
                row(
                        () -> ComposeLoader.load(
                                List.of(), Variables.none(), Mode.COMPATIBLE, (file, limit) -> new byte[0]),
                        "name one with -c",
                        "name one with files"));
    }

    private static Arguments row(Callable<?> work, String onTheCommandLine, String inAPipeline) {
        return arguments(inAPipeline, work, onTheCommandLine);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("messages")
    void theSameMistakeHasItsWayOutInBothPlaces(String inAPipeline, Callable<?> work, String onTheCommandLine)
            throws Exception {
        assertThat(message(work)).contains(onTheCommandLine).doesNotContain(inAPipeline);
        assertThat(Advice.asInPipeline(() -> message(work)))
                .contains(inAPipeline)
                .doesNotContain(onTheCommandLine);
    }

    /** Whatever the command line does not keep to itself. */
    @Test
    void noOtherMessageNamesWhatOnlyOneOfThemHas() throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java"))
                    .filter(path -> !path.startsWith(SOURCES.resolve("cli")))
                    .toList()) {
                Matcher text = TEXT.matcher(withoutAdvice(withoutComments(Files.readString(file))));
                while (text.find()) {
                    boolean isOurs = TYPED.matcher(text.group(1)).find()
                            && !OTHERWISE.matcher(text.group(1)).find();
                    if (isOurs) {
                        found.add(file.getFileName() + ": " + text.group(1));
                    }
                }
            }
        }
        assertThat(found).isEmpty();
    }

    private static String withoutComments(String source) {
        return source.replaceAll("(?s)/\\*\\*.*?\\*/", "")
                .lines()
                .filter(line -> !line.strip().startsWith("//"))
                .collect(Collectors.joining("\n"));
    }

    /** Up to the parenthesis that ends it; texts in it may have some, too. */
    private static String withoutAdvice(String source) {
        int begin = source.indexOf("Advice.of(");
        if (begin < 0) {
            return source;
        }
        int end = begin + "Advice.of(".length();
        boolean inText = false;
        for (int depth = 1; depth > 0; end++) {
            char next = source.charAt(end);
            if (inText && next == '\\') {
                end++;
            } else if (next == '"') {
                inText = !inText;
            } else if (!inText) {
                depth += next == '(' ? 1 : next == ')' ? -1 : 0;
            }
        }
        return source.substring(0, begin) + withoutAdvice(source.substring(end));
    }

    private static Object deployFile(String line) throws IOException {
        Path file = Files.createTempFile("deploy", ".yml");
        try {
            Files.writeString(file, "stack: s\nfiles: [stack.yml]\n" + line + "\n");
            return DeployFile.read(file, List.of(), Map.of());
        } finally {
            Files.delete(file);
        }
    }

    private static Object stack(String text) {
        ComposeSource source = ComposeSource.of("stack.yml", Path.of("."), text.getBytes(StandardCharsets.UTF_8));
        return ComposeLoader.load(List.of(source), Variables.none(), Mode.COMPATIBLE, (file, limit) -> new byte[0]);
    }

    private static String message(Callable<?> work) {
        try {
            return "no message but " + work.call();
        } catch (Exception e) {
            return e.getMessage();
        }
    }
}
