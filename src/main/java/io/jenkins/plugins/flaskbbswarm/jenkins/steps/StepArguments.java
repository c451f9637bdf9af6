package io.jenkins.plugins.flaskbbswarm.jenkins.steps;

import hudson.AbortException;
import io.jenkins.plugins.flaskbbswarm.yaml.Suggestion;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * What a script gives a step: each argument is one that the step has, and its value fits. Jenkins itself only warns of an
 * unknown name, and tells a value of another kind with a stack trace.
 */
final class StepArguments {
    private final String step;
    private final Map<String, Type> known = new TreeMap<>();
    private final Map<String, Type> needed = new TreeMap<>();

    /**
     * @param step the step's name in scripts
     * @param type whose constructor and setters are the arguments
     */
    StepArguments(String step, Class<?> type) {
        this.step = step;
        for (Constructor<?> constructor : type.getConstructors()) {
            if (constructor.isAnnotationPresent(DataBoundConstructor.class)) {
                for (Parameter parameter : constructor.getParameters()) {
                    needed.put(parameter.getName(), parameter.getParameterizedType());
                }
            }
        }
        known.putAll(needed);
        for (Method method : type.getMethods()) {
            if (method.isAnnotationPresent(DataBoundSetter.class)) {
                known.put(property(method), method.getGenericParameterTypes()[0]);
            }
        }
    }

    /** The arguments as they are, if each is one that the step has and its value fits. */
    static Map<String, Object> checked(StepDescriptor step, Map<String, Object> arguments) throws AbortException {
        return checked(step, arguments, UnaryOperator.identity());
    }

    /**
     * The arguments as the step's form has them.
     *
     * @throws AbortException if the step has no such argument, or a value does not fit: one sentence, no stack trace
     */
    static Map<String, Object> checked(
            StepDescriptor step, Map<String, Object> arguments, UnaryOperator<Map<String, Object>> toForm)
            throws AbortException {
        StepArguments known =
                new StepArguments(step.getFunctionName(), step.getClass().getEnclosingClass());
        try {
            Map<String, Object> form = toForm.apply(known.named(arguments));
            known.check(form);
            return form;
        } catch (IllegalArgumentException e) {
            throw new AbortException(e.getMessage());
        }
    }

    /**
     * The arguments without those that are null: a script's way to say nothing.
     *
     * @throws IllegalArgumentException if one is unknown or missing
     */
    Map<String, Object> named(Map<String, Object> arguments) {
        Map<String, Object> given = new LinkedHashMap<>();
        arguments.forEach((name, value) -> {
            if (!known.containsKey(name)) {
                throw new IllegalArgumentException(unknown(name));
            }
            if (value != null) {
                given.put(name, value);
            }
        });
        needed.keySet().stream().filter(name -> !given.containsKey(name)).forEach(name -> {
            throw new IllegalArgumentException(step + " needs the argument '" + name + "'");
        });
        return given;
    }

    /**
     * Looks at arguments as the step's form has them.
     *
     * @throws IllegalArgumentException if a value is of another kind
     */
    void check(Map<String, Object> form) {
        form.forEach((name, value) -> ArgumentKind.of(known.get(name))
                .problem(name, value)
                .ifPresent(problem -> {
                    throw new IllegalArgumentException(step + ": " + problem);
                }));
    }

    private String unknown(String name) {
        String hint = Suggestion.to(name, known.keySet())
                .map(nearest -> "; did you mean '" + nearest + "'?")
                .orElse("; it has " + String.join(", ", known.keySet()));
        return step + " has no argument '" + name + "'" + hint;
    }

    private static String property(Method setter) {
        String property = setter.getName().substring("set".length());
        return Character.toLowerCase(property.charAt(0)) + property.substring(1);
    }
}
