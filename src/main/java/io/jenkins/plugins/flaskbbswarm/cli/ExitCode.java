package io.jenkins.plugins.flaskbbswarm.cli;

import picocli.CommandLine;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The exit codes of all commands; help and {@code docs/cli.md} print them. */
enum ExitCode {
    DONE(0, "done, or nothing to do"),
    FAILED(1, "failed; the stack is whole, in its previous state (stack diagnose: a service is in trouble)"),
    BAD_INPUT(2, "bad input; nothing was touched"),
    CHANGES_PENDING(3, "plan --detailed-exitcode: there is something to do; stack drift: there is drift"),
    ROLLBACK_FAILED(4, "failed and could not be rolled back: manual intervention needed"),
    LOCK_LOST(5, "stopped without a rollback: another run has taken the stack's lock");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    /** What the process exits with. */
    int number() {
        return number;
    }

    /** Has the help of a command and of all below it list the exit codes. */
    static void describeIn(CommandLine line) {
        Map<String, String> list = new LinkedHashMap<>();
        for (ExitCode code : values()) {
            list.put(String.valueOf(code.number), code.meaning);
        }
        describeIn(line, Collections.unmodifiableMap(list));
    }

    private static void describeIn(CommandLine line, Map<String, String> list) {
        line.getCommandSpec().usageMessage().exitCodeList(list);
        line.getSubcommands().values().forEach(below -> describeIn(below, list));
    }
}
