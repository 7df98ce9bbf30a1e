package dev.touchstone.cluster;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;

/**
 * A Docker client whose containers Testcontainers' reaper does not know. Testcontainers puts its session's label on each
 * container last of all, after every hook; only the command that is then sent can still leave it out.
 */
final class Unreaped {

    private Unreaped() {}

    static DockerClient client(DockerClient client) {
        return proxy(DockerClient.class, (method, arguments) -> {
            Object result = invoke(client, method, arguments);
            return result instanceof CreateContainerCmd command ? creation(command) : result;
        });
    }

    private static CreateContainerCmd creation(CreateContainerCmd command) {
        return proxy(CreateContainerCmd.class, (method, arguments) -> {
            if (method.getName().equals("exec")) {
                Map<String, String> labels = new HashMap<>(Objects.requireNonNull(command.getLabels()));
                labels.remove(DockerClientFactory.TESTCONTAINERS_SESSION_ID_LABEL);
                command.withLabels(labels);
            }
            // The fluent methods hand out the command itself, which Testcontainers does not use.
            return invoke(command, method, arguments);
        });
    }

    @FunctionalInterface
    private interface Handler {
        @Nullable
        Object call(Method method, Object @Nullable [] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Handler handler) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> handler.call(method, arguments)));
    }

    private static @Nullable Object invoke(Object target, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
