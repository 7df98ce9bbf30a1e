package dev.touchstone.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.touchstone.observe.Written;
import dev.touchstone.observe.Written.InLayer;
import java.util.List;
import org.junit.jupiter.api.Test;

class WritableFolderTest {

    @Test
    void a_folder_that_the_image_has_not_is_taken_as_high_up_as_it_begins() {
        assertThat(of(
                        List.of(new InLayer("/var/cache/app/pages/one", 0), new InLayer("/var/cache/app/two", 0)),
                        "/var/cache/app",
                        "/var/cache/app/pages"))
                .containsExactly(new WritableFolder("/var/cache/app", 2, "/var/cache/app/pages/one", 0));
    }

    @Test
    void a_folder_of_the_image_with_nothing_in_it_can_be_mounted() {
        assertThat(of(List.of(new InLayer("/tmp/pid", 0))))
                .containsExactly(new WritableFolder("/tmp", 1, "/tmp/pid", 0))
                .allMatch(WritableFolder::canBeMounted);
    }

    @Test
    void one_with_files_of_the_image_cannot() {
        assertThat(of(List.of(new InLayer("/etc/app.conf", 12))))
                .containsExactly(new WritableFolder("/etc", 1, "/etc/app.conf", 12))
                .noneMatch(WritableFolder::canBeMounted);
    }

    @Test
    void nothing_can_be_mounted_over_the_root_and_it_covers_no_other() {
        assertThat(of(List.of(new InLayer("/core", 18), new InLayer("/tmp/pid", 0))))
                .extracting(WritableFolder::path, WritableFolder::canBeMounted)
                .containsExactly(tuple("/", false), tuple("/tmp", true));
    }

    @Test
    void a_folder_without_files_is_needed_as_well_and_one_below_another_is_not() {
        assertThat(of(List.of(new InLayer("/data/note", 0)), "/data/new", "/made"))
                .extracting(WritableFolder::path)
                .containsExactly("/data", "/made");
    }

    @Test
    void its_volume_has_a_name_that_Kubernetes_takes() {
        assertThat(folder("/var/lib/App_1/.cache/").volume("web")).isEqualTo("writable-web-var-lib-app-1-cache");
        assertThat(folder("/" + "long/".repeat(30)).volume("web"))
                .hasSizeLessThanOrEqualTo(63)
                .matches("[a-z0-9]([-a-z0-9]*[a-z0-9])?")
                .isNotEqualTo(folder("/" + "long/".repeat(31)).volume("web"));
    }

    private static WritableFolder folder(String path) {
        return new WritableFolder(path, 1, path, 0);
    }

    private static List<WritableFolder> of(List<InLayer> files, String... made) {
        return WritableFolder.of(new Written("deployment/app", "app", files, List.of(made), List.of()));
    }
}
