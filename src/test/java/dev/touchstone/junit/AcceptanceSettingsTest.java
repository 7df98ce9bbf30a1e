package dev.touchstone.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.judge.CheckId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Which checks are made, by what a run is asked for. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class AcceptanceSettingsTest {

    private static final List<String> PROPERTIES = List.of(
            "touchstone.checks", "touchstone.legs", "touchstone.mode", "touchstone.cases", "touchstone.clusters");

    private final Map<String, String> ofTheRun = new HashMap<>();

    @BeforeEach
    void clear() {
        PROPERTIES.forEach(
                name -> Optional.ofNullable(System.clearProperty(name)).ifPresent(value -> ofTheRun.put(name, value)));
    }

    @AfterEach
    void restore() {
        PROPERTIES.forEach(System::clearProperty);
        ofTheRun.forEach(System::setProperty);
    }

    @Test
    void all_but_the_upgrade_unless_told() {
        assertThat(checks()).contains(CheckId.PARITY, CheckId.ADMITTED).doesNotContain(CheckId.UPGRADE);
    }

    @Test
    void all_of_them_before_a_release() {
        System.setProperty("touchstone.mode", "release");

        assertThat(checks()).containsExactlyInAnyOrder(CheckId.values());
    }

    @Test
    void the_upgrade_for_whoever_names_it() {
        System.setProperty("touchstone.checks", "upgrade,seccomp");

        assertThat(checks()).containsExactlyInAnyOrder(CheckId.UPGRADE, CheckId.SECCOMP);
    }

    @Test
    void none_that_takes_another_install_where_the_release_itself_is_meant() {
        System.setProperty("touchstone.mode", "release");
        System.setProperty("touchstone.legs", "release");

        assertThat(checks())
                .contains(CheckId.SECCOMP)
                .doesNotContain(CheckId.PARITY, CheckId.UPGRADE, CheckId.ARBITRARY_UID);
    }

    @Test
    void four_cases_at_once_and_as_many_clusters_as_are_asked_for() {
        System.setProperty("touchstone.clusters", "3");

        assertThat(AcceptanceSettings.fromSystemProperties().cases()).isEqualTo(4);
        assertThat(AcceptanceSettings.fromSystemProperties().versionsAtOnce(List.of()))
                .isEqualTo(3);
    }

    @Test
    void no_cluster_at_all_is_refused() {
        System.setProperty("touchstone.clusters", "0");

        assertThatThrownBy(AcceptanceSettings::fromSystemProperties)
                .hasMessage("-Dtouchstone.clusters=0: expected how many may be there at once, 1 to 99");
    }

    private static Set<CheckId> checks() {
        return AcceptanceSettings.fromSystemProperties().checks();
    }
}
