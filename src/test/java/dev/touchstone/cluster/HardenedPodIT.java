package dev.touchstone.cluster;

import org.junit.jupiter.api.Test;
import dev.touchstone.junit.LeaseCluster;

@LeaseCluster
class HardenedPodIT {
    @Test
    void starts(Cluster cluster) {
        System.out.println(cluster.client().pods().inAnyNamespace().list().getItems().size());
    }
}
