package org.jenkinsci.plugins.workflow.libs;

import hudson.ExtensionPoint;
import hudson.model.Job;

import java.util.Collection;
import java.util.Map;

public abstract class LibraryResolver implements ExtensionPoint {
    public abstract boolean isTrusted();

    public abstract Collection<LibraryConfiguration> forJob(Job<?, ?> job, Map<String, String> libraryVersions);
}
