package io.jenkins.plugins.flaskbbswarm.preview;

import io.jenkins.plugins.flaskbbswarm.compose.FileReader;
import io.jenkins.plugins.flaskbbswarm.deploy.DeployConfig;
import io.jenkins.plugins.flaskbbswarm.deploy.DiskFiles;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The files beside {@code deploy.yml} and beside the Compose files that it names, and no others: a pull request's stack
 * file must not fetch what else this machine has, be it through a link.
 */
final class ConfinedFiles implements FileReader {
    private final List<Path> folders;
    private final FileReader disk = new DiskFiles();

    ConfinedFiles(DeployConfig config) {
        List<Path> all = new ArrayList<>(List.of(config.directory()));
        config.files().stream().map(file -> file.toAbsolutePath().getParent()).forEach(all::add);
        this.folders = all.stream().map(Path::normalize).distinct().toList();
    }

    @Override
    public byte[] read(Path file, int limit) throws IOException {
        Path real = file.toRealPath();
        for (Path folder : folders) {
            if (real.startsWith(folder.toRealPath())) {
                return disk.read(real, limit);
            }
        }
        throw new IOException("it is outside of " + folders.get(0)
                + ", and a preview may only use files from there (rule" + " files)");
    }
}
