package io.jenkins.plugins.flaskbbswarm.diagnosis;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an engine's words about a failed task most likely mean, and the way out. The words are those of engines 20.10 to
 * 28; {@code @} stands for what they name. The first that fits counts. Pure.
 */
public enum FailureCause {
    NO_LOG_DRIVER(
            "failed to initialize logging driver: (.+)",
            "its log driver cannot be started there (@); start what it sends to, or correct the service's logging"),
    NO_SPACE(
            "no space left on device",
            "the disk of that node is full; free space there (docker system df, docker system prune), or move the"
                    + " engine's data to a larger disk"),
    NO_BIND_SOURCE(
            "bind source path does not exist: (.+)",
            "the path @ does not exist on that node; make it on each node that may run the service, or use a volume"),
    NO_EXECUTABLE(
            "exec: \"([^\"]+)\": (?:executable file not found|stat .*no such file)",
            "the image has no command @; correct the service's command or entrypoint"),
    NOT_EXECUTABLE(
            "exec: \"([^\"]+)\": permission denied",
            "the file @ may not be executed; give it the x permission in the image"),
    NO_USER("unable to find user ([^\\s:]+)", "the image has no user @; correct the service's user"),
    NO_GROUP("unable to find group ([^\\s:]+)", "the image has no group @; correct the service's user or group_add"),
    NO_FOLDER("no such file or directory.*?(/[^\\s:\"]*)", "there is no @ in the image or on the node"),
    PORT_OF_NODE(
            "(?:[Bb]ind for|bind host port(?: for)?|listen (?:tcp|udp)4?) (?:[\\d.]+|\\[[\\da-f:]*\\]):(\\d+)",
            "another program on that node has port @ taken; stop it, or publish another port"),
    NO_ADDRESS(
            "(?:no available IPv4 addresses|could not find an available IP|ip addresses may be exhausted)",
            "the network has no free addresses; remove what is not needed, or make it with a larger subnet"),
    UNHEALTHY("unhealthy container", "its health check fails"),
    COMMAND_NOT_FOUND(
            "non-zero exit \\(127\\)",
            "a command that it runs does not exist in the image (exit code 127); correct the command or the script"),
    COMMAND_NOT_EXECUTABLE("non-zero exit \\(126\\)", "a command that it runs may not be executed (exit code 126)"),
    KILLED("non-zero exit \\(137\\)", "it was killed (exit code 137): out of memory, or its stop timeout was exceeded"),
    SEGMENTATION_FAULT("non-zero exit \\(139\\)", "its program crashed with a segmentation fault (exit code 139)"),
    TERMINATED("non-zero exit \\(143\\)", "it was terminated by SIGTERM (exit code 143)"),
    ENDED("non-zero exit \\((\\d+)\\)", "its program ends by itself with exit code @");

    private final Pattern words;
    private final String meaning;

    FailureCause(String words, String meaning) {
        this.words = Pattern.compile(words);
        this.meaning = meaning;
    }

    /**
     * The probable cause, if the words tell of one.
     *
     * @param error the engine's own words
     * @param container the task's container as the engine describes it, where that can be had
     */
    public static Optional<String> of(String error, Optional<JsonNode> container) {
        if (container.filter(FailureCause::isOutOfMemory).isPresent()) {
            return Optional.of(outOfMemory(container.get()));
        }
        return Arrays.stream(values())
                .flatMap(cause ->
                        cause.meaning(error).map(told -> cause == KILLED ? killed(told, container) : told).stream())
                .findFirst();
    }

    /** Whether nothing is known but that a program ended with an error: then it matters what it printed. */
    static boolean isPlainEnd(String error) {
        return Arrays.stream(values())
                .filter(cause -> cause.words.matcher(error).find())
                .findFirst()
                .filter(ENDED::equals)
                .isPresent();
    }

    /** An engine may miss that the kernel wanted the memory back; then there is the kill, and a limit. */
    private static String killed(String told, Optional<JsonNode> container) {
        return container
                .filter(FailureCause::hasLimit)
                .map(limited -> "it was killed (exit code 137), most likely since " + outOfMemory(limited))
                .orElse(told);
    }

    private static String outOfMemory(JsonNode container) {
        return "it ran out of memory" + limit(container) + "; raise the limit, or have it need less";
    }

    private static boolean hasLimit(JsonNode container) {
        return container.at("/HostConfig/Memory").asLong() > 0;
    }

    private Optional<String> meaning(String error) {
        Matcher found = words.matcher(error);
        if (!found.find()) {
            return Optional.empty();
        }
        return Optional.of(
                found.groupCount() == 0
                        ? meaning
                        : meaning.replace("@", found.group(1).strip()));
    }

    private static boolean isOutOfMemory(JsonNode container) {
        return container.at("/State/OOMKilled").asBoolean();
    }

    private static String limit(JsonNode container) {
        long bytes = container.at("/HostConfig/Memory").asLong();
        return bytes == 0 ? "" : " (its limit is " + (bytes >> 20) + " MiB)";
    }
}
