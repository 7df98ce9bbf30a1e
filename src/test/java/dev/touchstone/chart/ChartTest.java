package dev.touchstone.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChartTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temp;

    @Nested
    class Its_digest {

        @Test
        void changes_with_a_byte_of_any_file() {
            ChartFolder folder = new ChartFolder(temp).write("files/start.sh", "exec web");
            String before = Chart.at(temp).digest();

            folder.write("files/start.sh", "exec wed");

            assertThat(Chart.at(temp).digest()).matches("[0-9a-f]{64}").isNotEqualTo(before);
        }

        @Test
        void changes_with_the_name_of_a_file() {
            new ChartFolder(temp.resolve("one")).write("files/a", "same");
            new ChartFolder(temp.resolve("two")).write("files/b", "same");

            assertThat(Chart.at(temp.resolve("one")).digest())
                    .isNotEqualTo(Chart.at(temp.resolve("two")).digest());
        }

        @Test
        void is_that_of_a_copy_elsewhere() {
            new ChartFolder(temp.resolve("one"));
            new ChartFolder(temp.resolve("two"));

            assertThat(Chart.at(temp.resolve("one")).digest())
                    .isEqualTo(Chart.at(temp.resolve("two")).digest());
        }
    }

    @Test
    void has_the_name_and_version_of_its_file() {
        new ChartFolder(temp);

        assertThat(Chart.at(temp)).extracting(Chart::name, Chart::version).containsExactly("web", "1.0.0");
    }

    @Test
    void is_none_without_its_file() {
        assertThatThrownBy(() -> Chart.at(temp))
                .isInstanceOf(ChartException.class)
                .hasMessageStartingWith("chart %s: Chart.yaml cannot be read: ".formatted(temp));
    }

    @Test
    void is_none_when_its_file_is_not_YAML() {
        new ChartFolder(temp).write("Chart.yaml", "name: [web");

        assertThatThrownBy(() -> Chart.at(temp))
                .isInstanceOf(ChartException.class)
                .hasMessageStartingWith("chart %s: Chart.yaml is not YAML: ".formatted(temp));
    }
}
