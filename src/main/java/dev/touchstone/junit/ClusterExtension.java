package dev.touchstone.junit;

import dev.touchstone.cluster.Cluster;
import dev.touchstone.cluster.ClusterRequest;
import dev.touchstone.cluster.KubernetesVersion;
import io.fabric8.kubernetes.client.KubernetesClient;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Hands leased clusters to tests, and tells a cluster when a test failed on it. See {@link LeaseCluster}. */
final class ClusterExtension
        implements ParameterResolver, AfterTestExecutionCallback, LifecycleMethodExecutionExceptionHandler {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Cluster.class || type == KubernetesClient.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Cluster cluster = SharedClusters.of(context).lease(request(context));
        return parameter.getParameter().getType() == Cluster.class ? cluster : cluster.client();
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        if (context.getExecutionException().isPresent()) {
            SharedClusters.of(context).markFailed(request(context));
        }
    }

    @Override
    public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        markFailed(context, failure);
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        markFailed(context, failure);
    }

    @Override
    public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        markFailed(context, failure);
    }

    @Override
    public void handleAfterAllMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        markFailed(context, failure);
    }

    private static void markFailed(ExtensionContext context, Throwable failure) throws Throwable {
        SharedClusters.of(context).markFailed(request(context));
        throw failure;
    }

    private static ClusterRequest request(ExtensionContext context) {
        Class<?> test = context.getRequiredTestClass();
        LeaseCluster lease = AnnotationSupport.findAnnotation(
                        test, LeaseCluster.class, context.getEnclosingTestClasses())
                .orElseThrow(() -> new ExtensionConfigurationException(
                        "%s uses ClusterExtension without @LeaseCluster: annotate the class instead of registering the extension"
                                .formatted(test.getName())));
        KubernetesVersion version = lease.kubernetes().isEmpty()
                ? SharedClusters.of(context).version()
                : KubernetesVersion.of(lease.kubernetes());
        return new ClusterRequest(version, lease.nodes());
    }
}
