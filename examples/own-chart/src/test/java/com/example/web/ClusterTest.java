package com.example.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.cluster.Cluster;
import dev.touchstone.junit.LeaseCluster;
import org.junit.jupiter.api.Test;

/** A cluster without any chart; the same one that the scenarios run on. */
@LeaseCluster
class ClusterTest {

    @Test
    void has_a_node(Cluster cluster) {
        assertThat(cluster.client().nodes().list().getItems()).hasSize(1);
    }
}
