package io.jenkins.plugins.flaskbbswarm.fuzz;

import io.jenkins.plugins.flaskbbswarm.compose.ComposeLoader;
import io.jenkins.plugins.flaskbbswarm.compose.LoadedStack;
import io.jenkins.plugins.flaskbbswarm.compose.print.StackPrinter;
import io.jenkins.plugins.flaskbbswarm.compose.source.ComposeException;
import io.jenkins.plugins.flaskbbswarm.compose.source.ComposeSource;
import io.jenkins.plugins.flaskbbswarm.compose.source.Mode;
import io.jenkins.plugins.flaskbbswarm.compose.source.Variables;
import io.jenkins.plugins.flaskbbswarm.convert.StackConverter;
import io.jenkins.plugins.flaskbbswarm.convert.StackRequests;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;
import io.jenkins.plugins.flaskbbswarm.stack.Stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Any bytes as a stack file: a stack whose printed form means the same, or located errors. */
public final class StackFuzzer {
    /** What a file costs is judged by reading it once; so longer files than this are not printed and read again. */
    private static final int LONGEST_TWICE = 64 * 1024;

    private static final int LONGEST_PRINTED = 1024 * 1024;

    private static final String NAME = "stack.yml";
    private static final Variables VARIABLES =
            Variables.of(Map.of("A", "a", "N", "3", "EMPTY", "", "HOME", "/home/someone", "ODD", "$A: \"}"));

    private StackFuzzer() {}

    /** Loads the classes, which no input is to be charged for. */
    public static void fuzzerInitialize() {
        check("services: {a: {image: nginx}}".getBytes(StandardCharsets.UTF_8));
    }

    /** The entry that the fuzzer looks for. */
    public static void fuzzerTestOneInput(byte[] input) {
        Budget.within(() -> check(input));
    }

    private static void check(byte[] input) {
        Stack stack;
        try {
            stack = load(input).stack();
        } catch (ComposeException e) {
            Located.check(e.problems(), NAME, input);
            return;
        }
        String before = requests(stack);
        if (input.length <= LONGEST_TWICE) {
            checkPrinted(stack, before);
        }
    }

    private static void checkPrinted(Stack stack, String before) {
        String printed = StackPrinter.print(stack);
        if (printed.length() > LONGEST_PRINTED) {
            return; // 65,535 ports in long syntax are a file too large to be read
        }
        String after = requests(reload(printed));
        if (!before.equals(after)) {
            throw new AssertionError("printed, it means something else:\n" + printed + "\n" + before + "\n" + after);
        }
    }

    private static Stack reload(String printed) {
        try {
            return load(printed.getBytes(StandardCharsets.UTF_8)).stack();
        } catch (ComposeException e) {
            throw new AssertionError("printed, it is refused:\n" + printed, e);
        }
    }

    private static LoadedStack load(byte[] content) {
        var source = ComposeSource.of(NAME, Path.of("/stacks"), content);
        return ComposeLoader.load(List.of(source), VARIABLES, Mode.COMPATIBLE, StackFuzzer::read);
    }

    private static String requests(Stack stack) {
        return StackRequests.of(StackConverter.convert(new Namespace("app"), stack))
                .toString();
    }

    /** All files hold the same; but for those that do not exist, or cannot be read. */
    private static byte[] read(Path file, int limit) throws IOException {
        String name = file.toString();
        if (name.endsWith("missing")) {
            throw new NoSuchFileException(name);
        }
        if (name.endsWith("denied")) {
            throw new IOException("permission denied");
        }
        return "A=1\nB\n#c\n".getBytes(StandardCharsets.UTF_8);
    }
}
