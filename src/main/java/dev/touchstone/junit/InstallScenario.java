package dev.touchstone.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Install a scenario's chart for the tests of a class, for checks that a scenario file cannot say. Tests and life-cycle methods
 * may then ask for a {@link dev.touchstone.cluster.Cluster}, a {@link dev.touchstone.chart.Release} or a
 * {@link io.fabric8.kubernetes.client.KubernetesClient} as a parameter. A scenario is installed once in a run.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(AcceptanceExtension.class)
public @interface InstallScenario {

    /** Name of the scenario. */
    String value();
}
