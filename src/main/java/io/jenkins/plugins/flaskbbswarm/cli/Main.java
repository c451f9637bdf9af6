package io.jenkins.plugins.flaskbbswarm.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line: {@code java -jar flaskbb-swarm.jar}. */
@Command(name = "flaskbb-swarm", mixinStandardHelpOptions = true, version = "flaskbb-swarm 0.1.0")
public final class Main {
    private Main() {}

    /** Runs one command and exits with its code. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }
}
