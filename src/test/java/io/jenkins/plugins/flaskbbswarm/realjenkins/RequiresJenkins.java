package io.jenkins.plugins.flaskbbswarm.realjenkins;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Marks tests that need a Jenkins: {@code JENKINS_WAR} is a jenkins.war, packed or unpacked, {@code JENKINS_PLUGINS} a
 * folder of plugins, Pipeline among them. Without one, or without the plugin that they are about, they are left out,
 * and say so. Methods of such a class can have its {@link Bench} as an argument.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith({RequiresJenkins.Condition.class, BenchExtension.class})
@interface RequiresJenkins {
    /** A plugin that not every such folder has, by its short name; none by default. */
    String plugin() default "";

    /** Looks whether all is there. */
    final class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (!isNamed("JENKINS_WAR") || !isNamed("JENKINS_PLUGINS")) {
                return leftOut(context, "needs a real Jenkins: name it with JENKINS_WAR and JENKINS_PLUGINS");
            }
            String plugin = context.getRequiredTestClass()
                    .getAnnotation(RequiresJenkins.class)
                    .plugin();
            return plugin.isEmpty() || isThere(plugin)
                    ? ConditionEvaluationResult.enabled("there is a Jenkins")
                    : leftOut(context, "needs the plugin " + plugin + ": put it into the folder JENKINS_PLUGINS");
        }

        private static ConditionEvaluationResult leftOut(ExtensionContext context, String reason) {
            System.out.println("NOT RUN: " + context.getDisplayName() + " " + reason);
            return ConditionEvaluationResult.disabled(reason);
        }

        private static boolean isThere(String plugin) {
            Path plugins = Path.of(System.getenv("JENKINS_PLUGINS"));
            return Files.exists(plugins.resolve(plugin + ".hpi")) || Files.exists(plugins.resolve(plugin + ".jpi"));
        }

        private static boolean isNamed(String variable) {
            String path = System.getenv(variable);
            return path != null && Files.exists(Path.of(path));
        }
    }
}
