package io.jenkins.plugins.flaskbbswarm.cli;

import picocli.CommandLine.ParseResult;

import java.util.Set;

/** Which commands do nothing but print, so that they failed if their output was lost. */
final class Reports {
    private static final Set<String> COMMANDS =
            Set.of("plan", "config", "requests", "drift", "diagnose", "list", "show", "diff");
    /** They turn a report into a change, and the other way round. */
    private static final String REPAIR = "--repair";

    private static final String DRY_RUN = "--dry-run";

    private Reports() {}

    /** Help and the version count, too. */
    static boolean isReport(ParseResult top) {
        ParseResult command = top;
        while (command != null && command.hasSubcommand()) {
            command = command.subcommand();
        }
        if (command == null || command.commandSpec().parent() == null || asksForHelp(command)) {
            return true;
        }
        return COMMANDS.contains(command.commandSpec().name())
                ? !command.hasMatchedOption(REPAIR)
                : command.hasMatchedOption(DRY_RUN);
    }

    private static boolean asksForHelp(ParseResult command) {
        return command.isUsageHelpRequested() || command.isVersionHelpRequested();
    }
}
