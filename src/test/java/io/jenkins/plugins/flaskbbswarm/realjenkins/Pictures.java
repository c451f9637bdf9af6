package io.jenkins.plugins.flaskbbswarm.realjenkins;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Pictures of pages for {@code docs/}, taken where {@code -Dpictures=FOLDER} names a place for them. Needs Chromium, and
 * for the dark ones the plugins theme-manager and dark-theme among {@code JENKINS_PLUGINS}.
 */
final class Pictures {
    /** For the start of Jenkins: has it be as light or dark as the browser, if it can. */
    static final String THEME = """
            try {
                def classes = jenkins.model.Jenkins.get().pluginManager.uberClassLoader
                def themes = classes.loadClass('io.jenkins.plugins.thememanager.ThemeManagerPageDecorator')
                def both = classes.loadClass('io.jenkins.plugins.darktheme.DarkThemeSystemManagerFactory')
                themes.get().setTheme(both.newInstance())
            } catch (ClassNotFoundException e) {
                println 'no theme but the light one'
            }
            """;

    private final Path folder;

    private Pictures(Path folder) {
        this.folder = folder;
    }

    static Optional<Pictures> wanted() {
        return Optional.ofNullable(System.getProperty("pictures"))
                .map(folder -> new Pictures(Path.of(folder).toAbsolutePath()));
    }

    /** Takes {@code NAME-light.png} and {@code NAME-dark.png} of what can be seen without scrolling. */
    void take(URI page, String name, int height) throws IOException, InterruptedException {
        take(page, folder.resolve(name + "-light.png"), height, "1");
        take(page, folder.resolve(name + "-dark.png"), height, "0");
    }

    private static void take(URI page, Path picture, int height, String scheme)
            throws IOException, InterruptedException {
        Path profile = Files.createTempDirectory("chromium");
        Process chromium = new ProcessBuilder(List.of(
                        "chromium",
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--hide-scrollbars",
                        "--user-data-dir=" + profile,
                        "--window-size=1200," + height,
                        "--blink-settings=preferredColorScheme=" + scheme,
                        "--virtual-time-budget=10000",
                        "--screenshot=" + picture,
                        page.toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!chromium.waitFor(2, TimeUnit.MINUTES) || chromium.exitValue() != 0 || !Files.exists(picture)) {
            chromium.destroyForcibly();
            throw new IOException("chromium took no picture of " + page);
        }
        remove(profile);
    }

    private static void remove(Path profile) throws IOException {
        try (Stream<Path> files = Files.walk(profile)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
