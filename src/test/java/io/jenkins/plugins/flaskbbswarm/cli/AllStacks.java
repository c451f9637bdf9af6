package io.jenkins.plugins.flaskbbswarm.cli;

/** The offline commands over many stack files, one after the other in one process. */
public final class AllStacks {
    private AllStacks() {}

    public static void main(String[] files) {
        for (String file : files) {
            System.out.println(file);
            run("stack", "requests", "-c", file, "app");
            run("stack", "config", "-c", file);
        }
    }

    private static void run(String... command) {
        System.out.println("exit " + Main.commandLine().execute(command));
    }
}
