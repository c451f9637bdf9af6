package io.jenkins.plugins.flaskbbswarm.compose.read;

import io.jenkins.plugins.flaskbbswarm.stack.FileReference;
import io.jenkins.plugins.flaskbbswarm.yaml.ScalarValue;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlNode;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlScalar;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the secrets or configs that a service uses: keys, or mappings with a file's name, owner and mode. */
final class FileReferencesReader {
    private static final Set<Long> LOOKS_OCTAL = Set.of(400L, 440L, 444L, 600L, 640L, 644L, 660L, 664L, 755L, 777L);

    private final Section in;
    private final String field;

    /** @param field {@code secrets} or {@code configs} */
    FileReferencesReader(Section in, String field) {
        this.in = in;
        this.field = field;
    }

    List<FileReference> read() {
        List<FileReference> uses = new ArrayList<>();
        for (Section.Item item : in.items(field)) {
            Optional<FileReference> use = item.section().map(this::longSyntax).or(() -> in.scalars()
                    .text(item.node(), item.path())
                    .map(key -> new FileReference(key, "", "", "", Optional.empty())));
            use.ifPresent(read -> {
                uses.add(read);
                in.reading()
                        .places()
                        .put(
                                in.path(field) + "[" + read.source() + "]",
                                item.node().location());
            });
        }
        return uses;
    }

    private FileReference longSyntax(Section item) {
        FileReference use = new FileReference(
                item.text("source"), item.text("target"), item.text("uid"), item.text("gid"), mode(item));
        item.finish(UnknownFields.IGNORED);
        return use;
    }

    /** Octal with a leading 0; a quoted number, which the reference refuses, can only be meant to be octal. */
    private static Optional<Long> mode(Section item) {
        Optional<YamlNode> node = item.node("mode");
        if (node.isPresent() && node.get() instanceof YamlScalar scalar && isQuotedOctal(scalar)) {
            item.reading().lenientType(scalar, item.path("mode"), "a number", "write 0440 without quotes");
            return Optional.of(Long.parseLong(scalar.text(), 8));
        }
        Optional<Long> mode = item.number("mode").map(Number::longValue);
        if (mode.isPresent() && LOOKS_OCTAL.contains(mode.get())) {
            item.warn(
                    "mode",
                    "is the decimal number " + mode.get() + ", which is 0" + Long.toOctalString(mode.get())
                            + " in octal",
                    "write 0" + mode.get() + " if that is meant");
        }
        return mode;
    }

    private static boolean isQuotedOctal(YamlScalar scalar) {
        return scalar.value() instanceof ScalarValue.Text && scalar.text().matches("0?[0-7]{3,4}");
    }
}
