package dev.touchstone.observe;

import dev.touchstone.cluster.ExecResult;
import dev.touchstone.cluster.RootCause;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.ContainerResource;
import io.fabric8.kubernetes.client.dsl.ExecListener;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Runs commands in containers. A stream that was cut is an error, never an empty answer. */
final class ContainerExec {

    private final KubernetesClient client;
    private final String namespace;

    ContainerExec(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /**
     * Run a command.
     *
     * @param input what it reads; empty for nothing
     * @throws ObservationException when it cannot be run, or does not end in time
     */
    ExecResult run(String pod, String container, String input, Duration within, List<String> command) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        AtomicReference<String> said = new AtomicReference<>("the runtime said nothing");
        ExecListener listener = new ExecListener() {
            @Override
            public void onExit(int code, Status status) {
                said.set(String.valueOf(status.getMessage()));
            }

            @Override
            public void onClose(int code, String reason) {
                // What came of the command is told by its exit.
            }
        };
        // Whoever asks has just seen that it runs; by default the client would watch each pod until it is Ready.
        ContainerResource resource = client.pods()
                .inNamespace(namespace)
                .withName(pod)
                .inContainer(container)
                .withReadyWaitTimeout(0);
        String[] words = command.toArray(String[]::new);
        try (ExecWatch watch = input.isEmpty()
                ? resource.writingOutput(output)
                        .writingError(errors)
                        .usingListener(listener)
                        .exec(words)
                : resource.redirectingInput()
                        .writingOutput(output)
                        .writingError(errors)
                        .usingListener(listener)
                        .exec(words)) {
            Optional<IOException> unsent = input.isEmpty() ? Optional.empty() : send(input, watch);
            Integer exitCode = watch.exitCode().get(within.toMillis(), TimeUnit.MILLISECONDS);
            if (exitCode == null) {
                throw failed(pod, container, words, "the stream was closed before it told how the command ended", null);
            }
            if (exitCode < 0) {
                // What the runtime says when there is no such command is in neither of the command's own streams.
                throw failed(pod, container, words, String.valueOf(said.get()), null);
            }
            if (unsent.isPresent()) {
                throw failed(pod, container, words, rootMessage(unsent.get()), unsent.get());
            }
            return new ExecResult(
                    exitCode, output.toString(StandardCharsets.UTF_8), errors.toString(StandardCharsets.UTF_8));
        } catch (TimeoutException e) {
            throw failed(pod, container, words, "it did not end within " + within.toSeconds() + " s", e);
        } catch (ExecutionException | KubernetesClientException e) {
            throw failed(pod, container, words, rootMessage(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(pod, container, words, "it was interrupted", e);
        }
    }

    /** What could not be sent to a command that is not there; then the runtime will say so. */
    private static Optional<IOException> send(String input, ExecWatch watch) {
        try {
            OutputStream stream = watch.getInput();
            stream.write(input.getBytes(StandardCharsets.UTF_8));
            stream.flush();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(e);
        }
    }

    private static ObservationException failed(
            String pod, String container, String[] command, String why, @Nullable Exception cause) {
        return new ObservationException(
                "exec of '%s' in %s/%s: %s".formatted(String.join(" ", command), pod, container, why), cause);
    }

    private static String rootMessage(Throwable e) {
        return String.valueOf(RootCause.of(e).getMessage());
    }
}
