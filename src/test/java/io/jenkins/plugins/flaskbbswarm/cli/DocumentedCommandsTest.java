package io.jenkins.plugins.flaskbbswarm.cli;

import io.jenkins.plugins.flaskbbswarm.docs.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/** Commands of the documentation, as a reader types them: each is understood, and each that there is stands there. */
class DocumentedCommandsTest {
    private static final Pattern PROGRAM =
            Pattern.compile("(?:target/)?flaskbb-swarm(?= )|java -jar target/flaskbb-swarm\\.jar(?= )");
    private static final Pattern IN_TEXT =
            Pattern.compile("`((?:(?:target/)?flaskbb-swarm|java -jar target/flaskbb-swarm\\.jar) [a-z-][^`]*)`");
    private static final String OF_THE_LAUNCHER = " --archive";
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

    static Stream<String> commands() {
        Stream<String> blocks = Page.blocks("sh")
                .flatMap(block -> block.code().replace("\\\n", " ").lines())
                .filter(line -> PROGRAM.matcher(line).lookingAt());
        Stream<String> texts = Page.all().stream()
                .flatMap(page -> IN_TEXT.matcher(page.text().replaceAll("\n(?! *\n)", " "))
                        .results())
                .map(found -> found.group(1))
                .filter(command -> !command.contains("COMMAND") && !command.endsWith(OF_THE_LAUNCHER));
        return Stream.concat(blocks, texts).distinct();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aCommandIsUnderstood(String command) {
        String[] arguments = words(PROGRAM.matcher(command).replaceFirst("").replaceFirst(" > \\S+$", ""));

        assertThatCode(() -> Main.commandLine(arguments).parseArgs(arguments)).doesNotThrowAnyException();
    }

    private static String[] words(String line) {
        return WORD.matcher(line).results().map(DocumentedCommandsTest::word).toArray(String[]::new);
    }

    private static String word(MatchResult found) {
        return found.group(1) != null ? found.group(1) : found.group(2) != null ? found.group(2) : found.group(3);
    }

    @Test
    void theTableNamesEachCommand() {
        String table = String.join(
                "\n",
                Page.of("cli.md")
                        .text()
                        .lines()
                        .filter(line -> line.startsWith("| `"))
                        .toList());

        assertThat(allCommands()).isNotEmpty().allSatisfy(command -> assertThat(table)
                .contains("`" + command));
    }

    /** Those that do something: {@code deploy}, {@code stack deploy} … */
    private static Set<String> allCommands() {
        Set<String> names = new TreeSet<>();
        CommandLine main = Main.commandLine();
        main.getSubcommands().forEach((name, command) -> {
            if (command.getSubcommands().isEmpty()) {
                names.add(name);
            }
            command.getSubcommands()
                    .values()
                    .forEach(subcommand -> names.add(name + " " + subcommand.getCommandName()));
        });
        return names;
    }

    @Test
    void helpHasTheSameExitCodes() {
        Set<String> codes = Main.commandLine()
                .getCommandSpec()
                .usageMessage()
                .exitCodeList()
                .keySet();

        assertThat(Page.of("cli.md").firstCells("Exit codes")).containsExactlyElementsOf(codes);
    }
}
