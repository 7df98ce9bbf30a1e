package dev.touchstone.junit;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;

/** Objects of a cluster as they could be made anew: what the API server has written into them would not let them be. */
final class WithoutHistory {

    private WithoutHistory() {}

    /** The object itself, which has lost it. */
    static <T extends HasMetadata> T of(T object) {
        ObjectMeta metadata = object.getMetadata();
        metadata.setResourceVersion(null);
        metadata.setUid(null);
        metadata.setCreationTimestamp(null);
        metadata.setGeneration(null);
        metadata.setManagedFields(List.of());
        return object;
    }
}
