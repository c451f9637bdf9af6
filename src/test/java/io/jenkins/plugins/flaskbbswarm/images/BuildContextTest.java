package io.jenkins.plugins.flaskbbswarm.images;

import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What of a directory reaches the builder; the archive is listed by the system's own tar. */
class BuildContextTest {
    @TempDir
    private Path root;

    @BeforeEach
    void dockerfile() throws IOException {
        file("Dockerfile", "FROM scratch\n");
    }

    @Test
    void everythingSortedOwnedByNobodyWithoutTimes() throws Exception {
        file("b/c", "x");
        file("b.txt", "hello");
        file("a", "");
        mode("Dockerfile", "rw-r--r--");
        mode("a", "rwxr-x---");
        mode("b.txt", "rw-r--r--");
        mode("b", "rwxr-xr-x");
        mode("b/c", "rw-------");
        Files.createSymbolicLink(root.resolve("link"), Path.of("/not/followed"));
        Files.createSymbolicLink(root.resolve("b/up"), Path.of("../b.txt"));

        assertThat(listing())
                .containsExactly(
                        "-rw-r--r-- 0/0 13 Dockerfile",
                        "-rwxr-x--- 0/0 0 a",
                        "drwxr-xr-x 0/0 0 b/",
                        "-rw------- 0/0 1 b/c",
                        "lrwxrwxrwx 0/0 0 b/up -> ../b.txt",
                        "-rw-r--r-- 0/0 5 b.txt",
                        "lrwxrwxrwx 0/0 0 link -> /not/followed");
    }

    @Test
    void sameFilesSameBytes() throws Exception {
        file("a", "1");
        file("d/b", "2");
        byte[] before = tar();
        Files.setLastModifiedTime(root.resolve("a"), FileTime.fromMillis(0));
        Files.delete(root.resolve("d/b"));
        file("d/b", "2");
        assertThat(tar()).isEqualTo(before);

        file("d/b", "3");
        assertThat(tar()).isNotEqualTo(before);
    }

    @Test
    void longAndForeignNamesAndContentsSurvive(@TempDir Path copy) throws Exception {
        String longName = "d".repeat(120) + "/" + "f".repeat(200);
        file(longName, "long");
        file("exactly/" + "n".repeat(92), "100 bytes");
        file("umlaut-ä-☺", "foreign");
        Files.createSymbolicLink(root.resolve("l"), Path.of("t".repeat(150)));

        Files.write(copy.resolve("c.tar"), tar());
        run("tar", "-xf", copy + "/c.tar", "-C", copy.toString());
        assertThat(copy.resolve(longName)).hasContent("long");
        assertThat(copy.resolve("exactly/" + "n".repeat(92))).hasContent("100 bytes");
        assertThat(copy.resolve("umlaut-ä-☺")).hasContent("foreign");
        assertThat(Files.readSymbolicLink(copy.resolve("l"))).hasToString("t".repeat(150));
    }

    @Test
    void socketsAndPipesAreLeftOut() throws Exception {
        run("mkfifo", root + "/pipe");
        try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(root.resolve("socket")));
            assertThat(paths()).containsExactly("Dockerfile");
        }
    }

    @Test
    void ignoredIsLeftOutButDirectoriesOnTheWayAreKept() throws Exception {
        file(".dockerignore", "*\n!app/keep\n!app/lib\napp/lib/*.pyc\n");
        file("app/keep", "");
        file("app/lose", "");
        file("app/lib/x.py", "");
        file("app/lib/x.pyc", "");
        file("empty/x", "");
        assertThat(paths()).containsExactly("Dockerfile", "app", "app/keep", "app/lib", "app/lib/x.py");
    }

    @Test
    void theDockerfileIsSentEvenIfIgnored() throws Exception {
        file(".dockerignore", "**");
        file("docker/Dockerfile.app", "FROM scratch");
        file("docker/other", "");
        assertThat(paths("docker/Dockerfile.app")).containsExactly("docker", "docker/Dockerfile.app");
    }

    @Test
    void theDockerfilesOwnIgnoreFileComesFirst() throws Exception {
        file(".dockerignore", "a");
        file("Dockerfile.x", "FROM scratch");
        file("Dockerfile.x.dockerignore", "b\n*.dockerignore\n");
        file("a", "");
        file("b", "");
        assertThat(paths("Dockerfile.x")).containsExactly("Dockerfile", "Dockerfile.x", "a");
        assertThat(paths("Dockerfile")).contains("b").doesNotContain("a");
    }

    @Test
    void aContextBehindALinkAndADockerfileByItsFullPath(@TempDir Path other) throws Exception {
        Path link = Files.createSymbolicLink(other.resolve("link"), root);
        assertThat(open(link, "Dockerfile").dockerfile()).isEqualTo("Dockerfile");
        assertThat(open(link, link + "/Dockerfile").dockerfile()).isEqualTo("Dockerfile");
        assertThat(open(root, "./x/../Dockerfile").dockerfile()).isEqualTo("Dockerfile");
        Files.delete(link);
    }

    @Test
    void whatCannotBeAContextIsSaid(@TempDir Path other) throws Exception {
        Files.writeString(other.resolve("Dockerfile"), "FROM scratch");
        Files.createSymbolicLink(root.resolve("escape"), other.resolve("Dockerfile"));
        assertRefused(
                root.resolve("nope"),
                "Dockerfile",
                "the build context " + root + "/nope does not exist; name the directory that holds the sources");
        assertRefused(
                root.resolve("Dockerfile"),
                "Dockerfile",
                "the build context " + root
                        + "/Dockerfile is not a directory; name the directory that holds the sources");
        assertRefused(
                root,
                "Dockerfile.x",
                "there is no Dockerfile Dockerfile.x in the build context " + root
                        + "; add it, or name the one to use relative to the context");
        for (String outside : List.of(other + "/Dockerfile", "../" + other.getFileName() + "/Dockerfile", "escape")) {
            assertRefused(
                    root,
                    outside,
                    "the Dockerfile " + outside + " lies outside the build context " + root
                            + "; move it in, or use a context that holds it");
        }
        file(".dockerignore", "ok\n[\n");
        assertRefused(
                root,
                "Dockerfile",
                root + "/.dockerignore:2: '[' is not a pattern, since it ends within [...] or"
                        + " after a backslash; correct or remove the line");
    }

    @Test
    void aFileThatVanishesIsSaid() throws Exception {
        file("a", "1");
        BuildContext context = open(root, "Dockerfile");
        Files.delete(root.resolve("a"));
        assertThatThrownBy(() -> context.writeTo(new ByteArrayOutputStream()))
                .isInstanceOf(ImageException.class)
                .hasMessage("the build context cannot be read at " + root + "/a (it vanished); make it readable and"
                        + " leave it alone during the build, or name it in .dockerignore");
    }

    private void file(String path, String content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private void mode(String path, String permissions) throws IOException {
        Files.setPosixFilePermissions(root.resolve(path), PosixFilePermissions.fromString(permissions));
    }

    private List<String> paths() {
        return paths("Dockerfile");
    }

    private List<String> paths(String dockerfile) {
        return open(root, dockerfile).entries().stream()
                .map(ContextEntry::path)
                .filter(path -> !path.equals(".dockerignore"))
                .toList();
    }

    private byte[] tar() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        open(root, "Dockerfile").writeTo(out);
        return out.toByteArray();
    }

    private List<String> listing() throws Exception {
        Path archive = Files.createTempFile("context", ".tar");
        Files.write(archive, tar());
        String listing = run("tar", "--numeric-owner", "--full-time", "--utc", "-tvf", archive.toString());
        Files.delete(archive);
        return listing.lines()
                .map(line -> line.replaceAll(" +", " ").replace(" 1970-01-01 00:00:00", ""))
                .toList();
    }

    private static String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private static void assertRefused(Path directory, String dockerfile, String message) {
        assertThatThrownBy(() -> open(directory, dockerfile))
                .isInstanceOf(ImageException.class)
                .hasMessage(message)
                .extracting("kind")
                .isEqualTo(ImageException.Kind.BAD_CONTEXT);
    }

    private static BuildContext open(Path directory, String dockerfile) {
        return BuildContext.open(ImageBuild.of(directory, ImageReference.parse("app"), List.of("1"))
                .dockerfile(dockerfile)
                .build());
    }
}
