package io.jenkins.plugins.flaskbbswarm.jenkins.library;

import hudson.Extension;
import hudson.model.Job;
import org.jenkinsci.plugins.workflow.libs.LibraryConfiguration;
import org.jenkinsci.plugins.workflow.libs.LibraryResolver;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Gives each pipeline the plugin's library. It comes with the plugin, from an administrator, so it is trusted as the
 * plugin itself is; a pipeline that calls it may run in the sandbox. It comes last: where an administrator has set up a
 * library with the same names, such as this repository at another version, that one counts.
 */
@Extension(ordinal = -1000)
public final class BundledLibrary extends LibraryResolver {
    private static final String NAME = "flaskbb-swarm";

    @Override
    public boolean isTrusted() {
        return true;
    }

    @Override
    public Collection<LibraryConfiguration> forJob(Job<?, ?> job, Map<String, String> libraryVersions) {
        LibraryConfiguration library = new LibraryConfiguration(NAME, new BundledFiles());
        library.setDefaultVersion("plugin");
        library.setImplicit(true);
        library.setAllowVersionOverride(false);
        library.setIncludeInChangesets(false);
        return List.of(library);
    }
}
