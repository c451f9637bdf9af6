package io.jenkins.plugins.flaskbbswarm.jenkins.previews;

import hudson.model.Item;
import hudson.model.Job;
import hudson.security.ACL;
import hudson.security.ACLContext;
import jenkins.model.Jenkins;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What became of the job that made a preview. */
interface PreviewJobs {
    /** How a job is. */
    enum State {
        IDLE,
        BUILDING,
        /** It was deleted. */
        GONE
    }

    State of(KnownPreview known);

    /** The jobs of this controller. A job that could not be loaded has its folder still, and is not gone. */
    static PreviewJobs ofJenkins() {
        return known -> {
            Optional<Item> item = find(known.item());
            if (item.isEmpty()) {
                return Files.exists(Path.of(known.folder())) ? State.IDLE : State.GONE;
            }
            return item.get() instanceof Job<?, ?> job && job.isBuilding() ? State.BUILDING : State.IDLE;
        };
    }

    /** A job or folder, by its full name; the caller has to be one who may read all of them. */
    static Optional<Item> find(String name) {
        return Optional.ofNullable(Jenkins.get().getItemByFullName(name));
    }

    /** Where a job has its files; empty if there is no such job. */
    static String folder(String name) {
        try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
            return find(name).map(job -> job.getRootDir().toString()).orElse("");
        }
    }
}
