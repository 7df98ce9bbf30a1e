package dev.touchstone.cluster;

import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * One context of a user's kubeconfig files.
 *
 * @param name the context's name
 * @param file the file that has it
 * @param yaml the file's content, with this context as the current one
 */
record KubeconfigContext(String name, Path file, String yaml) {

    private static final ObjectMapper YAML = YAMLMapper.builder().build();

    /**
     * Look the context up in {@code KUBECONFIG}, or {@code ~/.kube/config}. It must be there by name: no other context, and
     * no service account of a pod that this may run in, is taken in its place.
     */
    static KubeconfigContext find(String name) {
        List<String> seen = new ArrayList<>();
        for (String file : Config.getKubeconfigFilenames()) {
            Path path = Path.of(file);
            if (!Files.exists(path)) {
                seen.add("no file " + path);
                continue;
            }
            JsonNode kubeconfig = read(path);
            List<String> names = StreamSupport.stream(
                            kubeconfig.path("contexts").spliterator(), false)
                    .map(context -> context.path("name").asString())
                    .toList();
            if (names.contains(name)) {
                ((ObjectNode) kubeconfig).put("current-context", name);
                return new KubeconfigContext(name, path, YAML.writeValueAsString(kubeconfig));
            }
            seen.add("%s has %s".formatted(path, names));
        }
        throw new ClusterUnavailableException(
                new Diagnosis(
                        "There is no kubeconfig context '%s': %s".formatted(name, String.join(", ", seen)),
                        "Name a context that exists in -Dtouchstone.cluster=context:NAME, or set KUBECONFIG to the file that has it."),
                null);
    }

    private static JsonNode read(Path path) {
        try {
            return YAML.readTree(Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException(path.toString(), e);
        }
    }

    Config config() {
        return Config.fromKubeconfig(name, file.toFile());
    }
}
