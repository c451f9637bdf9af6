package io.jenkins.plugins.flaskbbswarm.vars;

import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The plugin's real steps: their names and arguments as Jenkins finds them. */
final class Steps {
    private static final Path CLASSES = Path.of("target/classes");
    private static final Path PLUGIN = CLASSES.resolve("io/jenkins/plugins/flaskbbswarm/jenkins");

    private Steps() {}

    /** The arguments of each step, by the step's name. */
    static Map<String, Set<String>> all() {
        Map<String, Set<String>> steps = new TreeMap<>();
        try (Stream<Path> classes = Files.walk(PLUGIN)) {
            classes.filter(file -> file.toString().endsWith("Step$DescriptorImpl.class"))
                    .map(Steps::load)
                    .forEach(descriptor -> steps.put(nameOf(descriptor), argumentsOf(descriptor.getEnclosingClass())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return steps;
    }

    private static Class<?> load(Path file) {
        String name = CLASSES.relativize(file).toString().replace('/', '.').replaceFirst("\\.class$", "");
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String nameOf(Class<?> descriptor) {
        try {
            return ((StepDescriptor) descriptor.getConstructor().newInstance()).getFunctionName();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Set<String> argumentsOf(Class<?> step) {
        Set<String> arguments = new TreeSet<>();
        for (Constructor<?> constructor : step.getConstructors()) {
            if (constructor.isAnnotationPresent(DataBoundConstructor.class)) {
                Arrays.stream(constructor.getParameters()).forEach(parameter -> arguments.add(parameter.getName()));
            }
        }
        for (Method method : step.getMethods()) {
            if (method.isAnnotationPresent(DataBoundSetter.class)) {
                String property = method.getName().substring("set".length());
                arguments.add(Character.toLowerCase(property.charAt(0)) + property.substring(1));
            }
        }
        return arguments;
    }
}
