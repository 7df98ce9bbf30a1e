package dev.touchstone.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Lease a cluster for the tests of a class. Tests and life-cycle methods may then ask for a
 * {@link dev.touchstone.cluster.Cluster} or a {@link io.fabric8.kubernetes.client.KubernetesClient} as a parameter.
 *
 * <p>Classes that ask for the same share one cluster. It is closed when the last test of the run has ended.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(ClusterExtension.class)
public @interface LeaseCluster {

    /** How many nodes the cluster must have. */
    int nodes() default 1;

    /** The Kubernetes version; by default the first of {@code -Dtouchstone.kubernetes}. */
    String kubernetes() default "";
}
