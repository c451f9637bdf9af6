package io.jenkins.plugins.flaskbbswarm.jenkins.library;

import hudson.Extension;
import org.jenkinsci.plugins.workflow.cps.CpsScript;
import org.jenkinsci.plugins.workflow.cps.GlobalVariable;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A function of {@code vars/} that pipelines may call by its name. It is compiled within a build that calls it, and runs
 * with that build's rights; others neither see nor store it. Where an administrator has set up a library with the same
 * names, such as this repository at another version, that is loaded beside it.
 */
public abstract class LibraryFunction extends GlobalVariable {
    private final String name;

    LibraryFunction(String name) {
        this.name = name;
    }

    @Override
    public final String getName() {
        return name;
    }

    /** An instance of the script, whose {@code call} is the function. */
    @Override
    public final Object getValue(CpsScript script) throws Exception {
        return script.getClass()
                .getClassLoader()
                .loadClass(getClass().getPackageName() + "." + name)
                .getConstructor()
                .newInstance();
    }

    /** The help, plain text as {@code vars/} has it. */
    public final String getHelp() throws IOException {
        try (InputStream text = resource(name + ".txt").openStream()) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    final URL source() {
        return resource(name + ".groovy");
    }

    private static URL resource(String file) {
        return Objects.requireNonNull(LibraryFunction.class.getResource(file), file);
    }

    /** {@code flaskbbSwarmDeploy}. */
    @Extension
    public static final class Deploy extends LibraryFunction {
        public Deploy() {
            super("flaskbbSwarmDeploy");
        }
    }

    /** {@code flaskbbSwarmPreview}. */
    @Extension
    public static final class Preview extends LibraryFunction {
        public Preview() {
            super("flaskbbSwarmPreview");
        }
    }

    /** {@code flaskbbSwarmRedeploy}. */
    @Extension
    public static final class Redeploy extends LibraryFunction {
        public Redeploy() {
            super("flaskbbSwarmRedeploy");
        }
    }
}
