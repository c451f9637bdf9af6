package io.jenkins.plugins.flaskbbswarm.secrets;

import io.jenkins.plugins.flaskbbswarm.yaml.Fields;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlNode;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlScalar;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads where a value comes from, wherever {@code deploy.yml} wants to know it: {@code generate}, {@code {env: NAME}},
 * {@code {file: path}} or {@code {credential: id}}.
 *
 * @param directory where relative paths begin
 */
public record SecretSourceReader(Path directory) {
    private static final String GIVEN = "{env: NAME}, {file: path} or {credential: id}";

    /** The source of a value that has to be there already; empty after a problem, and if there is none. */
    public Optional<SecretSource> given(Fields fields, String name) {
        return fields.node(name).flatMap(node -> given(fields, name, node, GIVEN));
    }

    /** The same, or {@code generate}; a name without a source is a problem. */
    public Optional<SecretSource> any(Fields fields, String name) {
        String expected = "generate, " + GIVEN;
        Optional<YamlNode> node = fields.node(name);
        if (node.isEmpty()) {
            return noSource(fields, name, expected);
        }
        return node.get() instanceof YamlScalar scalar && scalar.text().equals("generate")
                ? Optional.of(new SecretSource.Generate())
                : given(fields, name, node.get(), expected);
    }

    private Optional<SecretSource> given(Fields fields, String name, YamlNode node, String expected) {
        return node instanceof YamlScalar
                ? noSource(fields, name, expected)
                : fields.fields(name).flatMap(source -> read(fields, name, source, expected));
    }

    /** The text is not repeated: somebody may have put the secret itself here. */
    private static Optional<SecretSource> noSource(Fields fields, String name, String expected) {
        fields.error(
                name, "must say where the value comes from: " + expected, "a secret's value never stands in this file");
        return Optional.empty();
    }

    private Optional<SecretSource> read(Fields fields, String name, Fields source, String expected) {
        List<SecretSource> found = Stream.of(
                        source.text("env").<SecretSource>map(SecretSource.Environment::new),
                        source.text("file").flatMap(text -> file(source, text)),
                        source.text("credential").<SecretSource>map(SecretSource.Credential::new))
                .flatMap(Optional::stream)
                .toList();
        source.refuseOthers();
        if (found.size() != 1) {
            fields.error(name, "must be one of " + expected, "");
            return Optional.empty();
        }
        return Optional.of(found.get(0));
    }

    private Optional<SecretSource> file(Fields source, String text) {
        try {
            return Optional.of(new SecretSource.File(directory.resolve(text).normalize()));
        } catch (InvalidPathException e) {
            source.error("file", "'" + text + "' is not a valid file name", "correct it");
            return Optional.of(new SecretSource.File(directory));
        }
    }
}
