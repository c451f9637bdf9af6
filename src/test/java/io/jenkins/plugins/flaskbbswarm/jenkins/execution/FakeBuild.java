package io.jenkins.plugins.flaskbbswarm.jenkins.execution;

import hudson.model.Run;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A build with a folder of its own. */
final class FakeBuild extends Run<FakeBuild, FakeBuild> {
    private final Path folder;
    private volatile boolean building = true;

    FakeBuild() {
        try {
            folder = Files.createTempDirectory(Path.of("target"), "build");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void ends() {
        building = false;
    }

    @Override
    public boolean isBuilding() {
        return building;
    }

    @Override
    public File getRootDir() {
        return folder.toFile();
    }

    @Override
    public String getExternalizableId() {
        return "job#1";
    }
}
