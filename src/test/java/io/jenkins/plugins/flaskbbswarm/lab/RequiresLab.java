package io.jenkins.plugins.flaskbbswarm.lab;

import org.junit.jupiter.api.extension.ExtendWith;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks tests that need the laboratory ({@code src/lab/lab up}). Without one they are left out, and the run's last
 * lines name them; under {@code src/lab/lab test} a missing laboratory fails them instead.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(LabCondition.class)
public @interface RequiresLab {}
