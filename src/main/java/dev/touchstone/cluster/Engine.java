package dev.touchstone.cluster;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.ExecStartCmd;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.Image;
import com.github.dockerjava.api.model.Network;
import com.github.dockerjava.api.model.StreamType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;

/** The local container engine, as far as clusters and their images need it. */
public final class Engine {

    private static final Duration NETWORK_PATIENCE = Duration.ofSeconds(20);

    private final DockerClient client;

    /** Connects when it is first used; {@link Doctor} says beforehand whether that can work. */
    public Engine() {
        this.client = DockerClientFactory.lazyClient();
    }

    /** Containers in any state that carry all these labels. */
    List<Container> containers(Map<String, String> labels) {
        return client.listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(labels)
                .exec();
    }

    /** The containers of a cluster, the server first. */
    List<K3sNode> nodesOf(String cluster) {
        return containers(Map.of(Labels.CLUSTER, cluster)).stream()
                .sorted(Comparator.comparing(
                        each -> !Labels.SERVER.equals(each.getLabels().get(Labels.ROLE))))
                .map(each -> new K3sNode(this, each.getId()))
                .toList();
    }

    /** Every container that the engine has, in any state. */
    List<Container> allContainers() {
        return client.listContainersCmd().withShowAll(true).exec();
    }

    /** Networks that carry this label: {@code key}, or {@code key=value}. */
    List<Network> networks(String label) {
        return client.listNetworksCmd().withFilter("label", List.of(label)).exec();
    }

    String createNetwork(String name, Map<String, String> labels) {
        return client.createNetworkCmd()
                .withName(name)
                .withCheckDuplicate(true)
                .withLabels(labels)
                .exec()
                .getId();
    }

    Optional<InspectContainerResponse> container(String id) {
        try {
            return Optional.of(client.inspectContainerCmd(id).exec());
        } catch (NotFoundException gone) {
            return Optional.empty();
        }
    }

    /** Remove a container with its anonymous volumes, running or not; no error when it is gone already. */
    void removeContainer(String id) {
        try {
            client.removeContainerCmd(id)
                    .withForce(true)
                    .withRemoveVolumes(true)
                    .exec();
        } catch (NotFoundException | ConflictException goneOrGoing) {
            // Somebody else removes it, which is all that was wanted.
        }
    }

    /** End a container's processes at once, as a machine does that loses power. */
    void kill(String id) {
        client.killContainerCmd(id).exec();
    }

    /** Remove a network; its containers may still be on their way out, because somebody else removes them too. */
    void removeNetwork(String id) {
        Await.that("network " + id + " is removed").within(NETWORK_PATIENCE).until(() -> {
            try {
                client.removeNetworkCmd(id).exec();
            } catch (NotFoundException gone) {
                return State.reached("it is gone");
            }
            return State.reached("it was removed");
        });
    }

    /** The last lines that a container wrote. */
    String logTail(String id, int lines) {
        StringBuilder log = new StringBuilder();
        try (ResultCallback.Adapter<Frame> frames = new ResultCallback.Adapter<>() {
            @Override
            public void onNext(Frame frame) {
                log.append(new String(frame.getPayload(), StandardCharsets.UTF_8));
            }
        }) {
            client.logContainerCmd(id)
                    .withStdOut(true)
                    .withStdErr(true)
                    .withTail(lines)
                    .exec(frames)
                    .awaitCompletion();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (NotFoundException gone) {
            return "(the container is gone, and its log with it)";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return log.toString().strip();
    }

    /** Read one file out of a container; empty when there is none of that name. */
    Optional<String> read(String id, String path) {
        try (InputStream archive = client.copyArchiveFromContainerCmd(id, path).exec()) {
            return Optional.of(SingleFileArchive.read(archive));
        } catch (NotFoundException absent) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Run a command in a container and wait for its end.
     *
     * @throws IllegalStateException when it has not ended within the deadline
     */
    ExecResult exec(String id, @Nullable InputStream input, List<String> command, Duration within) {
        String exec = client.execCreateCmd(id)
                .withCmd(command.toArray(String[]::new))
                .withAttachStdin(input != null)
                .withAttachStdout(true)
                .withAttachStderr(true)
                .exec()
                .getId();
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        ExecStartCmd start = client.execStartCmd(exec);
        if (input != null) {
            start.withStdIn(input);
        }
        try (ResultCallback.Adapter<Frame> frames = new ResultCallback.Adapter<>() {
            @Override
            public void onNext(Frame frame) {
                (frame.getStreamType() == StreamType.STDERR ? errors : output).writeBytes(frame.getPayload());
            }
        }) {
            if (!start.exec(frames).awaitCompletion(within.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(
                        "a command in container %s has not ended within %d s: %s; it had said: %s"
                                .formatted(
                                        new K3sNode(this, id).shortId(), within.toSeconds(), command.get(0), errors));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Long exitCode = client.inspectExecCmd(exec).exec().getExitCodeLong();
        return new ExecResult(
                exitCode == null ? -1 : exitCode.intValue(),
                output.toString(StandardCharsets.UTF_8),
                errors.toString(StandardCharsets.UTF_8));
    }

    /** What the engine knows of an image; empty when it does not have it. */
    public Optional<InspectImageResponse> image(String reference) {
        try {
            return Optional.of(client.inspectImageCmd(reference).exec());
        } catch (NotFoundException absent) {
            return Optional.empty();
        }
    }

    /** The ids of all images that the engine has. */
    public List<String> imageIds() {
        return client.listImagesCmd().exec().stream().map(Image::getId).toList();
    }

    /** The image as an archive, streamed. */
    public InputStream saveImage(String reference) {
        return client.saveImageCmd(reference).exec();
    }

    /** Pull an image, and wait until it is there. */
    public void pull(String reference) throws InterruptedException {
        client.pullImageCmd(reference).start().awaitCompletion();
    }

    String bridgeGateway() {
        return client.inspectNetworkCmd().withNetworkId("bridge").exec().getIpam().getConfig().stream()
                .map(Network.Ipam.Config::getGateway)
                .filter(gateway -> gateway != null)
                .findFirst()
                .orElse("");
    }
}
