package dev.touchstone.junit;

import dev.touchstone.chart.PodSecurity;
import dev.touchstone.chart.Release;
import dev.touchstone.cluster.Cluster;
import dev.touchstone.scenario.Scenario;
import dev.touchstone.scenario.Scenarios;
import io.fabric8.kubernetes.client.KubernetesClient;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Hands acceptances and installed scenarios to tests. See {@link AcceptScenarios} and {@link InstallScenario}. */
final class AcceptanceExtension implements ParameterResolver, AfterTestExecutionCallback {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Acceptance.class
                || type == Release.class
                || type == Cluster.class
                || type == KubernetesClient.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        SharedRun shared = SharedRun.of(context);
        if (type == Acceptance.class) {
            return new Acceptance(shared, names(context));
        }
        Cluster cluster = shared.cluster(shared.versions().get(0), 1);
        if (type == Cluster.class) {
            return cluster;
        }
        return type == KubernetesClient.class ? cluster.client() : release(shared, cluster, context);
    }

    private static Release release(SharedRun shared, Cluster cluster, ExtensionContext context) {
        PreparedScenario prepared =
                PreparedScenario.of(scenario(context), shared.versions().get(0));
        shared.installations().deliver(prepared, cluster);
        Installation installation =
                shared.installations().of(prepared, cluster, PodSecurity.RESTRICTED, shared.progress());
        if (!installation.rollout().ready()) {
            throw new ExtensionConfigurationException("scenario %s is not installed: %s"
                    .formatted(
                            prepared.scenario().name(), installation.rollout().message()));
        }
        return installation.release();
    }

    private static String[] names(ExtensionContext context) {
        return AnnotationSupport.findAnnotation(
                        context.getRequiredTestClass(), AcceptScenarios.class, context.getEnclosingTestClasses())
                .map(AcceptScenarios::value)
                .orElseGet(() -> new String[0]);
    }

    private static Scenario scenario(ExtensionContext context) {
        InstallScenario annotation = AnnotationSupport.findAnnotation(
                        context.getRequiredTestClass(), InstallScenario.class, context.getEnclosingTestClasses())
                .orElseThrow(() -> new ExtensionConfigurationException(
                        "%s asks for a Release without @InstallScenario: annotate the class with the scenario's name"
                                .formatted(context.getRequiredTestClass().getName())));
        return Scenarios.ofProject().named(annotation.value());
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        if (context.getExecutionException().isPresent()) {
            SharedRun.of(context).markFailed();
        }
    }
}
