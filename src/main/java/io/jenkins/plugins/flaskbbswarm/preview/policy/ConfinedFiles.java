package io.jenkins.plugins.flaskbbswarm.preview.policy;

import io.jenkins.plugins.flaskbbswarm.compose.source.FileReader;
import io.jenkins.plugins.flaskbbswarm.deploy.DeployConfig;
import io.jenkins.plugins.flaskbbswarm.deploy.DiskFiles;
import io.jenkins.plugins.flaskbbswarm.preview.config.PreviewConfig;
import io.jenkins.plugins.flaskbbswarm.preview.config.PreviewSettings;
import io.jenkins.plugins.flaskbbswarm.secrets.SecretSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files of the checkout, and no others: a pull request must not fetch what else this machine has, be it through a
 * link in the place of any of the folders. Nor does it get what the trusted side keeps beside its sources: `.git`,
 * which may hold a password, and each file that `deploy.yml` takes a secret from.
 */
final class ConfinedFiles implements FileReader {
    private final Path checkout;
    private final List<Path> secretFiles;
    private final Set<Path> secret;
    private final FileReader disk = new DiskFiles();

    ConfinedFiles(PreviewConfig preview) {
        this.checkout = checkoutOf(preview.deploy());
        this.secretFiles = secretFiles(preview);
        this.secret = secretFiles.stream().map(ConfinedFiles::real).collect(Collectors.toSet());
    }

    /** The nearest folder above that git calls a checkout, or else the one that has all that deploy.yml names. */
    private static Path checkoutOf(DeployConfig config) {
        Path directory = plain(config.directory());
        for (Path folder = directory; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(".git"))) {
                return folder;
            }
        }
        Path all = directory;
        for (Path file : config.files()) {
            all = common(all, plain(file).getParent());
        }
        for (DeployConfig.Image image : config.images()) {
            all = common(all, plain(image.context()));
        }
        return all.getParent() == null ? directory : all;
    }

    private static Path plain(Path path) {
        return path.toAbsolutePath().normalize();
    }

    private static Path common(Path one, Path other) {
        Path folder = one;
        while (!other.startsWith(folder)) {
            folder = folder.getParent();
        }
        return folder;
    }

    private static List<Path> secretFiles(PreviewConfig preview) {
        DeployConfig config = preview.deploy();
        PreviewSettings settings = preview.settings();
        List<SecretSource> sources = new ArrayList<>(config.secrets().values());
        Stream.of(config.registry(), preview.stackRegistry())
                .flatMap(login -> login.map(DeployConfig.Registry::password).stream())
                .forEach(sources::add);
        settings.database().map(PreviewSettings.Database::admin).ifPresent(sources::add);
        settings.redis().flatMap(PreviewSettings.Redis::url).ifPresent(sources::add);
        List<Path> files = new ArrayList<>();
        for (SecretSource source : sources) {
            if (source instanceof SecretSource.File file) {
                files.add(file.path());
            }
        }
        Stream.concat(Stream.of(config.engine()), config.builder().stream())
                .flatMap(engine -> engine.certificates().stream())
                .forEach(folder -> files.add(folder.resolve("key.pem")));
        return files;
    }

    private static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            return plain(file);
        }
    }

    @Override
    public byte[] read(Path file, int limit) throws IOException {
        Path real = file.toRealPath();
        Optional<String> refusal = refusal(real);
        if (refusal.isPresent()) {
            throw new IOException(refusal.get());
        }
        return disk.read(real, limit);
    }

    @Override
    public boolean maySend(Path file) {
        return !file.getFileName().toString().equalsIgnoreCase(".git") && !secret.contains(file);
    }

    /**
     * Why a file or folder may not be used.
     *
     * @param real without links
     */
    private Optional<String> refusal(Path real) throws IOException {
        Path root = checkout.toRealPath();
        if (!real.startsWith(root)) {
            return Optional.of("it is outside of the checkout " + checkout
                    + ", and a preview may only use files from there (rule files)");
        }
        for (Path part : root.relativize(real)) {
            if (part.toString().equalsIgnoreCase(".git")) {
                return Optional.of("it is git's own, and a preview may not use it (rule files)");
            }
        }
        return secret.contains(real)
                ? Optional.of("it holds a secret of the trusted side, and a preview may not use it (rule files)")
                : Optional.empty();
    }

    /**
     * What is wrong with the folders and files that images are built from and secrets come from, a sentence each.
     *
     * @param images those that deploy.yml names
     */
    List<String> violations(List<DeployConfig.Image> images) {
        List<String> violations = new ArrayList<>();
        secretFiles.forEach(file -> checkSecret(file, violations));
        for (DeployConfig.Image image : images) {
            Path context = image.context();
            check(image.key(), context, violations);
            check(image.key(), context.resolve(image.dockerfile()), violations);
            check(image.key(), context.resolve(image.dockerfile() + ".dockerignore"), violations);
            check(image.key(), context.resolve(".dockerignore"), violations);
        }
        return violations;
    }

    /** A link that the pull request put there would make any file of this machine a secret of its own services. */
    private void checkSecret(Path file, List<String> violations) {
        try {
            if (plain(file).startsWith(checkout) && !file.toRealPath().startsWith(checkout.toRealPath())) {
                violations.add("A secret comes from the file " + file + ", which leads out of the checkout " + checkout
                        + " (rule files); have deploy.yml name the file itself");
            }
        } catch (IOException e) {
            // What is not there is no secret; the deployment says so.
        }
    }

    private void check(String image, Path file, List<String> violations) {
        try {
            Path real = file.toRealPath();
            refusal(real)
                    .ifPresent(why -> violations.add("The image " + image + " is built from " + file + ": " + why));
        } catch (IOException e) {
            // What is not there is not read either; the build says so.
        }
    }
}
