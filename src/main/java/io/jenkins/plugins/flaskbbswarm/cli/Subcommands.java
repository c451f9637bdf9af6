package io.jenkins.plugins.flaskbbswarm.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

import java.util.List;

/**
 * The commands below a command. Only the one that the arguments name is made, since making them all takes longer than
 * most of what they do; where they name none, as for help, all of them are.
 */
record Subcommands(List<Class<?>> all) {
    void addTo(CommandLine parent, List<String> arguments) {
        List<Class<?>> named = all.stream()
                .filter(command -> !arguments.isEmpty() && name(command).equals(arguments.get(0)))
                .toList();
        List<String> further = arguments.subList(Math.min(1, arguments.size()), arguments.size());
        for (Class<?> command : named.isEmpty() ? all : named) {
            CommandLine line = new CommandLine(command);
            if (command == StackCommand.class) {
                StackCommand.SUBCOMMANDS.addTo(line, named.isEmpty() ? List.of() : further);
            }
            parent.addSubcommand(line);
        }
    }

    private static String name(Class<?> command) {
        return command.getAnnotation(Command.class).name();
    }
}
