package io.jenkins.plugins.flaskbbswarm.compose.read;

import io.jenkins.plugins.flaskbbswarm.compose.source.Paths;
import io.jenkins.plugins.flaskbbswarm.stack.Content;
import io.jenkins.plugins.flaskbbswarm.stack.FileObject;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads a secret or config of the top-level {@code secrets} or {@code configs}, without the file it names. */
final class FileObjectReader {
    private static final String MODERN = "is a field of the modern Compose Specification";

    private final String kind;
    private final String key;
    private final Section in;

    /** @param kind {@code secret} or {@code config} */
    FileObjectReader(String kind, String key, Section in) {
        this.kind = kind;
        this.key = key;
        this.in = in;
    }

    FileObject read() {
        External external = External.read(in, kind, key, 5);
        String file = in.text("file");
        boolean secret = kind.equals("secret");
        String driver = secret ? in.text("driver") : "";
        Map<String, String> options = secret ? in.textMap("driver_opts") : Map.of();
        String templateDriver = in.text("template_driver");
        Map<String, String> labels = in.labels("labels");
        Optional<Content> content = contentInPlace();
        Map<String, Object> asWritten = new TreeMap<>(in.finish(UnknownFields.NONE));
        for (String field : List.of("environment", "content")) {
            in.nullable(field).ifPresent(node -> asWritten.put(field, PlainValues.of(node)));
        }
        checkSource(external.external(), file, driver, content.isPresent());
        boolean isFile = !external.external() && driver.isEmpty() && content.isEmpty() && !file.isEmpty();
        String path = isFile ? Paths.absolute(in.reading().directory(), file) : "";
        return new FileObject(
                external.name(),
                path,
                external.external(),
                labels,
                driver,
                options,
                templateDriver,
                content,
                asWritten);
    }

    /** Content that the file itself gives, or names a variable for: forms of the modern specification. */
    private Optional<Content> contentInPlace() {
        String variable = in.text("environment");
        String text = in.text("content");
        if (in.has("environment")) {
            in.reading().lenient(in.location("environment"), in.path("environment"), MODERN, "use 'file'");
            Optional<String> value = in.reading().variables().get(variable);
            if (value.isEmpty()) {
                in.error("environment", "the variable " + variable + " is not set", "set " + variable);
            }
            return Optional.of(content(value.orElse("")));
        }
        if (in.has("content")) {
            in.reading().lenient(in.location("content"), in.path("content"), MODERN, "use 'file'");
            return Optional.of(content(text));
        }
        return Optional.empty();
    }

    private static Content content(String text) {
        return Content.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private void checkSource(boolean external, String file, String driver, boolean inPlace) {
        if (external) {
            List.of("labels", "driver", "driver_opts", "template_driver").stream()
                    .filter(in::has)
                    .forEach(field ->
                            in.warn(field, "has no effect on an external " + kind, "remove the field, or 'external'"));
        }
        if (external && !file.isEmpty()) {
            in.warn("file", "an external " + kind + " has no file, and this one is not read", "remove the field");
        } else if (!driver.isEmpty() && !file.isEmpty()) {
            in.error("file", "the " + kind + " has a driver and a file", "keep one of the two");
        } else if (!external && file.isEmpty() && driver.isEmpty() && !inPlace) {
            in.reading()
                    .error(
                            in.location(),
                            in.path(),
                            "the " + kind + " has no source",
                            "give it 'file: …', or 'external: true' if it exists on the engine");
        }
    }
}
