package io.jenkins.plugins.flaskbbswarm.images;

import io.jenkins.plugins.flaskbbswarm.images.ImageException.Kind;
import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Why a build failed.
 *
 * @param image what was to be built
 * @param step the step that failed, where the engine named one
 * @param text the engine's last words
 */
record BuildFailure(String image, BuildContext context, Optional<StepLog> step, String text, Throwable cause) {
    private static final Pattern NO_BUILDKIT =
            Pattern.compile("(?i)buildkit (?:is )?not (?:\\S+ )?(?:enabled|supported)|invalid version");
    private static final Pattern NO_SESSION = Pattern.compile("no active session");
    private static final Pattern NO_CONTEXT =
            Pattern.compile("failed to read downloaded context:.*(?:build-context-|invalid response status)");
    private static final Pattern SYNTAX = Pattern.compile("(?s)dockerfile parse error (?:on )?line (\\d+): (.*)");
    private static final Pattern NO_TARGET = Pattern.compile("target stage \"?([^\\s\"]+)\"? could not be found");
    private static final Pattern NO_FILE = Pattern.compile("\"/([^\"]+)\"(?:: | )not found");
    private static final Pattern BASE_STEP = Pattern.compile("\\[internal\\] load metadata for (\\S+)");
    private static final Pattern BASE_REQUEST = Pattern.compile("https?://([^/\"]+/)v2/([^\"]+?)/(?:manifests|blobs)/");
    private static final Pattern NO_SPACE = Pattern.compile("(?i)no space left on device");
    private static final Pattern EXIT_CODE = Pattern.compile("exit code: (\\d+)");

    /** The first explanation that fits; the engine's own words where none does. */
    ImageException explain() {
        return match(NO_BUILDKIT, text, found -> fail(Kind.UNSUPPORTED, noBuildKit()))
                .or(() -> match(NO_SESSION, text, found -> fail(Kind.UNSUPPORTED, noSession())))
                .or(() -> match(NO_CONTEXT, text, found -> fail(Kind.UNSUPPORTED, noContext())))
                .or(() -> match(SYNTAX, text, found -> fail(Kind.BAD_CONTEXT, syntax(found))))
                .or(() -> match(NO_TARGET, text, found -> fail(Kind.BAD_CONTEXT, noTarget(found.group(1)))))
                .or(this::baseImage)
                .or(() -> match(NO_FILE, text, found -> fail(Kind.BUILD_FAILED, noFile(found.group(1)))))
                .or(() -> match(NO_SPACE, text + "\n" + output(), found -> fail(Kind.NO_SPACE, noSpace())))
                .or(() -> step.map(failed -> fail(Kind.BUILD_FAILED, stepFailed(failed))))
                .orElseGet(() -> fail(Kind.OTHER, cannotBuild() + text));
    }

    private String noBuildKit() {
        return cannotBuild() + "the engine has no BuildKit (" + text + "); use a Linux engine of version 20.10 or newer"
                + " that does not turn it off";
    }

    private String noSession() {
        return cannotBuild() + "a step" + where() + " asks for what only a docker client hands over, such as"
                + " --mount=type=secret or type=ssh (" + text + "); do without it, for example by fetching what is"
                + " private before the build";
    }

    /** As moby/moby#47717, mended in version 28. */
    private String noContext() {
        return cannotBuild() + "an engine older than 28 that keeps its images with containerd loses the sources on"
                + " their way (" + text + "); use a newer engine, or one without \"containerd-snapshotter\" in its"
                + " daemon.json";
    }

    private String syntax(MatchResult found) {
        return cannotBuild() + context.dockerfile() + ":" + found.group(1) + ": " + found.group(2)
                + "; correct the line";
    }

    private String noTarget(String target) {
        return cannotBuild() + context.dockerfile() + " has no stage " + target + "; correct the target, or name a"
                + " stage so (FROM … AS " + target + ")";
    }

    private String noFile(String file) {
        String wanted = where().isEmpty() ? "" : ", wanted" + where();
        return cannotBuild() + "the build context has no " + file + wanted
                + "; add it, or take it out of .dockerignore";
    }

    private String noSpace() {
        return cannotBuild() + "a disk of the engine's machine is full" + where()
                + "; free some space there, for example by docker system prune";
    }

    private String stepFailed(StepLog failed) {
        String why = match(EXIT_CODE, failed.error(), found -> "exit code " + found.group(1))
                .orElse(failed.error());
        String lines = output();
        return "building " + image + " failed" + where() + ": " + why
                + (lines.isEmpty() ? "; correct the step" : "; correct the step, whose last lines were:\n" + lines);
    }

    private Optional<ImageException> baseImage() {
        return step.flatMap(failed -> match(BASE_STEP, failed.name(), found -> found.group(1)))
                .or(() -> match(BASE_REQUEST, text, found -> found.group(1) + found.group(2)))
                .map(name -> {
                    ImageReference base = ImageReference.parse(name);
                    String attempt = cannotBuild() + "its base image " + base.familiar() + " is not to be had";
                    return RegistryErrorCatalog.explain(attempt, base.registry(), text, cause);
                });
    }

    private String cannotBuild() {
        return "cannot build " + image + ": ";
    }

    private String where() {
        return step.filter(failed -> !failed.name().startsWith("[internal]"))
                .map(failed -> " in step " + failed.name()
                        + line(failed)
                                .map(line -> " (" + context.dockerfile() + " line " + line + ")")
                                .orElse(""))
                .orElse("");
    }

    /** BuildKit names a step by its instruction; where only one fits, we know the line. */
    private Optional<Integer> line(StepLog failed) {
        String name = failed.name().replaceFirst("^\\[[^\\]]*\\] ", "");
        List<Integer> lines = Instruction.parse(context.dockerfileText()).stream()
                .filter(instruction -> instruction.mayBeCalled(name))
                .map(Instruction::line)
                .toList();
        return lines.size() == 1 ? Optional.of(lines.get(0)) : Optional.empty();
    }

    private String output() {
        return step.map(failed -> "  " + String.join("\n  ", failed.lastLines()))
                .filter(lines -> !lines.isBlank())
                .orElse("");
    }

    private ImageException fail(Kind kind, String message) {
        return new ImageException(kind, message, cause);
    }

    private static <T> Optional<T> match(Pattern pattern, String text, Function<MatchResult, T> then) {
        return pattern.matcher(text).results().findFirst().map(then);
    }
}
