package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.preview.PreviewFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/** Each key of the documented example, with two letters swapped, is refused with the right one as the suggestion. */
class DeployFileTyposTest {
    private static final List<Path> EXAMPLES =
            List.of(Path.of("resources/flaskbb/deploy.yml"), Path.of("examples/preview/deploy.yml"));
    private static final Pattern KEY = Pattern.compile("^(\\s*)(?:- )?([a-z][a-z-]+):.*");
    /** What is below these has names of the user's own. */
    private static final Set<String> NAMED = Set.of("variables", "secrets", "networks", "images");

    @TempDir
    private Path directory;

    @Test
    void ofEachKeyTheRightOneIsSuggested() throws IOException {
        Set<String> tried = new TreeSet<>();
        for (Path example : EXAMPLES) {
            tryAll(Files.readAllLines(example), tried);
        }
        assertThat(tried)
                .contains("stack", "variables", "preview", "rollout", "migration", "deadline", "dockerfile", "ttl");
    }

    private void tryAll(List<String> lines, Set<String> tried) throws IOException {
        for (int i = 0; i < lines.size(); i++) {
            Matcher key = KEY.matcher(lines.get(i));
            if (key.matches() && !isNamed(lines, i, key.group(1).length()) && swapped(key.group(2)) != null) {
                List<String> spoilt = new ArrayList<>(lines);
                spoilt.set(i, lines.get(i).replaceFirst(key.group(2), swapped(key.group(2))));
                assertThat(said(spoilt)).as(lines.get(i)).contains("'" + key.group(2) + "'");
                tried.add(key.group(2));
            }
        }
    }

    /** The one above with less indentation says. */
    private static boolean isNamed(List<String> lines, int index, int indentation) {
        for (int i = index - 1; i >= 0 && indentation > 0; i--) {
            Matcher above = KEY.matcher(lines.get(i));
            if (above.matches() && above.group(1).length() < indentation) {
                return NAMED.contains(above.group(2));
            }
        }
        return false;
    }

    private static String swapped(String key) {
        for (int i = 1; i < key.length(); i++) {
            if (key.charAt(i) != key.charAt(i - 1)) {
                return key.substring(0, i - 1) + key.charAt(i) + key.charAt(i - 1) + key.substring(i + 1);
            }
        }
        return null;
    }

    /** By the reader of deployments and by that of previews. */
    private String said(List<String> lines) throws IOException {
        Path file = Files.write(directory.resolve("deploy.yml"), lines);
        Map<String, String> environment = Map.of("FLASKBB_POSTGRES", "x", "FLASKBB_REDIS", "x");
        try {
            DeployFile.read(file, List.of(), environment);
            PreviewFile.read(file, List.of(), environment);
            return "accepted";
        } catch (DeployFileException e) {
            return e.getMessage();
        }
    }
}
