package dev.touchstone.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.chart.ChartException;
import dev.touchstone.cluster.KubernetesVersion;
import dev.touchstone.scenario.Scenario;
import dev.touchstone.scenario.Scenarios;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Versions of Kubernetes beside each other; what runs on them is not the matter here. */
class VersionLanesTest {

    private static final Scenario FIRST = Scenarios.in(Path.of("src/test/resources/scenarios"), LocalDate.EPOCH)
            .named("hardened");
    private static final Scenario SECOND = FIRST.asCase("second", List.of(), List.of(), List.of());
    private static final KubernetesVersion NEWEST = KubernetesVersion.of("1.35");
    private static final KubernetesVersion OLDER = KubernetesVersion.of("1.33");

    private final List<PreparedScenario> all = Stream.of(FIRST, SECOND)
            .flatMap(scenario -> Stream.of(NEWEST, OLDER).map(version -> PreparedScenario.of(scenario, version)))
            .toList();
    private final Queue<String> told = new ConcurrentLinkedQueue<>();

    @Test
    void scenarios_of_one_version_go_one_after_the_other_and_its_ground_is_given_back() {
        try (VersionLanes lanes = new VersionLanes(all, 1, here -> new Told(here, () -> {}))) {
            assertThat(told).isEmpty();
            all.forEach(each -> assertThatThrownBy(() -> lanes.of(each)).hasMessageContaining("no result"));
        }

        assertThat(told)
                .containsExactly(
                        "1.35 begins",
                        "hardened",
                        "hardened-second",
                        "1.35 ends",
                        "1.33 begins",
                        "hardened",
                        "hardened-second",
                        "1.33 ends");
    }

    @Test
    void versions_run_beside_each_other_where_there_is_room() {
        CountDownLatch both = new CountDownLatch(2);
        try (VersionLanes lanes = new VersionLanes(all, 2, here -> new Told(here, () -> meet(both)))) {
            all.forEach(each -> assertThatThrownBy(() -> lanes.of(each)).hasMessageContaining("no result"));
        }

        assertThat(both.getCount()).isZero();
    }

    @Test
    void a_version_that_cannot_be_had_does_not_keep_the_other_one() {
        VersionLanes lanes = new VersionLanes(all, 2, here -> {
            if (here.get(0).version().equals(OLDER)) {
                throw new ChartException("no cluster of 1.33", null);
            }
            return new Told(here, () -> {});
        });

        assertThatThrownBy(() -> lanes.of(all.get(1))).hasMessage("no cluster of 1.33");
        assertThatThrownBy(() -> lanes.of(all.get(3))).hasMessage("no cluster of 1.33");
        assertThatThrownBy(() -> lanes.of(all.get(2))).hasMessageContaining("no result");
        assertThatThrownBy(lanes::close).hasMessage("no cluster of 1.33");
        assertThat(told).containsExactly("1.35 begins", "hardened", "hardened-second", "1.35 ends");
    }

    private static void meet(CountDownLatch both) {
        both.countDown();
        try {
            assertThat(both.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tells what is asked of it; a result would need a cluster. */
    private final class Told implements VersionLanes.Ground {

        private final String version;
        private final Runnable before;

        Told(List<PreparedScenario> here, Runnable before) {
            this.version = here.get(0).version().minor();
            this.before = before;
            told.add(version + " begins");
        }

        @Override
        public AcceptanceResult run(PreparedScenario prepared) {
            before.run();
            told.add(prepared.scenario().name());
            throw new ChartException("no result of " + prepared.scenario().name(), null);
        }

        @Override
        public void close() {
            told.add(version + " ends");
        }
    }
}
