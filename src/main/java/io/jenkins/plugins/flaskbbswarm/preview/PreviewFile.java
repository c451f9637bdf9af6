package io.jenkins.plugins.flaskbbswarm.preview;

import io.jenkins.plugins.flaskbbswarm.deploy.DeployConfig;
import io.jenkins.plugins.flaskbbswarm.deploy.DeployFile;
import io.jenkins.plugins.flaskbbswarm.deploy.DeployYaml;
import io.jenkins.plugins.flaskbbswarm.preview.config.PreviewConfig;
import io.jenkins.plugins.flaskbbswarm.preview.config.PreviewFields;
import io.jenkins.plugins.flaskbbswarm.preview.config.PreviewSettings;
import io.jenkins.plugins.flaskbbswarm.preview.config.PullRequest;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads {@code deploy.yml} for a pull request rather than for its stack. */
public final class PreviewFile {
    private PreviewFile() {}

    /**
     * The preview of one pull request.
     *
     * @param settings fields set from outside, as {@code path.to.field=value}; they win
     * @param environment where {@code {env: NAME}} looks
     * @throws io.jenkins.plugins.flaskbbswarm.deploy.DeployFileException if the file is refused
     */
    public static PreviewConfig read(
            Path file, List<String> settings, Map<String, String> environment, PullRequest pullRequest) {
        return read(DeployYaml.read(file), settings, environment, pullRequest);
    }

    /** The same of a text that was read already. */
    public static PreviewConfig read(
            DeployYaml file, List<String> settings, Map<String, String> environment, PullRequest pullRequest) {
        PreviewSettings preview = DeployFile.section(
                file,
                settings,
                environment,
                pullRequest.variables(),
                DeployFile.PREVIEW,
                (fields, directory) -> new PreviewFields(fields, directory, pullRequest).read());
        DeployConfig read = DeployFile.read(file, settings, environment, preview.variables());
        DeployConfig deploy = preview.registry()
                .map(own -> read.withRegistry(own.withoutPath()))
                .orElse(read)
                .forStack(preview.stack(), preview.files(), preview.tag());
        Set<String> fromEnvironment = new HashSet<>(DeployFile.environmentVariables(file, settings));
        fromEnvironment.removeAll(preview.variables().keySet());
        return new PreviewConfig(
                deploy,
                preview,
                pullRequest,
                fromEnvironment,
                DeployFile.buildArguments(file, settings),
                read.registry());
    }

    /** What is the same for all pull requests, for {@link PreviewList} and {@link PreviewSweep}. */
    public static PreviewConfig read(Path file, List<String> settings, Map<String, String> environment) {
        return read(DeployYaml.read(file), settings, environment);
    }

    /** The same of a text that was read already. */
    public static PreviewConfig read(DeployYaml file, List<String> settings, Map<String, String> environment) {
        return read(file, settings, environment, PullRequest.ANY);
    }
}
