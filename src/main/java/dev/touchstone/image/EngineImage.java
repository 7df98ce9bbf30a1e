package dev.touchstone.image;

import com.github.dockerjava.api.command.InspectImageResponse;
import dev.touchstone.cluster.Digest;
import java.util.ArrayList;
import java.util.List;

/**
 * An image in the local engine.
 *
 * @param name the engine's name for it
 * @param id the digest of its content, as the engine counts it
 * @param chain the chain id of each layer, from the base up (OCI image specification, "Layer ChainID")
 */
record EngineImage(ImageReference name, String id, List<String> chain) {

    static EngineImage of(ImageReference name, InspectImageResponse inspected) {
        if (inspected.getId() == null
                || inspected.getRootFS() == null
                || inspected.getRootFS().getLayers() == null) {
            throw new IllegalStateException("the engine does not tell the layers of " + name);
        }
        return new EngineImage(
                name, inspected.getId(), chainOf(inspected.getRootFS().getLayers()));
    }

    static List<String> chainOf(List<String> diffIds) {
        List<String> chain = new ArrayList<>();
        for (String diffId : diffIds) {
            chain.add(chain.isEmpty() ? diffId : "sha256:" + Digest.sha256(chain.get(chain.size() - 1) + " " + diffId));
        }
        return chain;
    }
}
