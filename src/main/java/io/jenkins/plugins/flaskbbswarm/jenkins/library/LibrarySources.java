package io.jenkins.plugins.flaskbbswarm.jenkins.library;

import hudson.Extension;
import org.jenkinsci.plugins.workflow.cps.GroovySourceFileAllowlist;

import java.util.stream.Stream;

/** The Groovy files of the plugin that builds may compile: the functions, and nothing else. */
@Extension
public final class LibrarySources extends GroovySourceFileAllowlist {
    @Override
    public boolean isAllowed(String groovySourceFileUrl) {
        return Stream.of(new LibraryFunction.Deploy(), new LibraryFunction.Preview(), new LibraryFunction.Redeploy())
                .anyMatch(function -> function.source().toString().equals(groovySourceFileUrl));
    }
}
