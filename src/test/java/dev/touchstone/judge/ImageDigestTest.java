package dev.touchstone.judge;

import static dev.touchstone.judge.RulingAssert.assertThat;

import dev.touchstone.observe.ContainerFacts;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ImageDigestTest {

    private static final String RUNNING = "sha256:e790d57bcaa515740c27354186cd12f41f6690a622f9fb2055cb42cb29c328e7";
    private static final String OTHER = "sha256:" + "0".repeat(64);

    private static Ruling judged(Recorded recorded, Recorded... others) {
        ContainerFacts facts = recorded.facts();
        return ImageDigest.judge(
                facts,
                Stream.concat(Stream.of(facts), List.of(others).stream().map(Recorded::facts))
                        .toList());
    }

    @Test
    void passes_on_what_was_recorded() {
        assertThat(judged(Recorded.worker())).passes().naming("apache/spark:4.1.4 runs as " + RUNNING);
    }

    @Test
    void fails_on_an_image_id_that_is_no_digest() {
        assertThat(judged(Recorded.worker().with("/subject/digest", "\"apache/spark:4.1.4\"")))
                .fails()
                .naming("the kubelet reports image id 'apache/spark:4.1.4', expected a digest");
    }

    @Nested
    class Of_replicas {

        @Test
        void passes_on_the_same_image() {
            assertThat(judged(Recorded.worker(), Recorded.worker().with("/subject/pod", "\"spark-sa-worker-1\"")))
                    .passes();
        }

        @Test
        void fails_on_different_images_under_one_name() {
            assertThat(judged(Recorded.worker(), replica().with("/subject/digest", '"' + OTHER + '"')))
                    .fails()
                    .naming("replicas run different images under one name", RUNNING, OTHER);
        }

        @Test
        void leaves_out_other_containers_other_workloads_and_what_does_not_run() {
            assertThat(judged(
                            Recorded.worker(),
                            replica().with("/subject/digest", '"' + OTHER + '"').with("/subject/container", "\"b\""),
                            replica().with("/subject/digest", '"' + OTHER + '"').with("/subject/workload", "\"job/c\""),
                            replica().with("/subject/digest", "\"\"")))
                    .passes();
        }

        private Recorded replica() {
            return Recorded.worker().with("/subject/pod", "\"spark-sa-worker-1\"");
        }
    }

    @Nested
    class Of_a_declared_digest {

        @Test
        void passes_on_the_one_that_runs() {
            assertThat(judged(declared(RUNNING))).passes();
        }

        @Test
        void fails_on_another() {
            assertThat(judged(declared(OTHER))).fails().naming(RUNNING + " runs, declared is apache/spark@" + OTHER);
        }

        private Recorded declared(String digest) {
            String image = "\"apache/spark@%s\"".formatted(digest);
            return Recorded.worker().with("/subject/image", image).with("/declared/image", image);
        }
    }

    @Test
    void fails_on_a_live_pod_that_names_another_image_than_the_render() {
        assertThat(judged(Recorded.worker().with("/subject/image", "\"mirror/spark:4.1.4\"")))
                .fails()
                .naming("the live pod names image mirror/spark:4.1.4, the render says apache/spark:4.1.4");
    }

    @Test
    void is_inconclusive_when_nothing_runs() {
        assertThat(judged(Recorded.worker().unseen().with("/subject/digest", "\"\"")))
                .isInconclusive()
                .naming("nothing runs: the connection was lost");
    }
}
