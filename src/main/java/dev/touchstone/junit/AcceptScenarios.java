package dev.touchstone.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Turn scenario files into tests. A {@code @TestFactory} of the class asks for an {@link Acceptance} and returns its tests:
 * one container for each scenario and Kubernetes version, one test for each check and container.
 *
 * <p>{@code -Dtouchstone.scenarios=NAME,NAME} and {@code -Dtouchstone.checks=ID,ID} choose others for one run.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@ExtendWith(AcceptanceExtension.class)
public @interface AcceptScenarios {

    /** Names of scenarios; all of them when there are none. */
    String[] value() default {};
}
