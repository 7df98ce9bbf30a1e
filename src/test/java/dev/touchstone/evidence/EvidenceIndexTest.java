package dev.touchstone.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceIndexTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path root;

    @Test
    void links_every_run_in_order_with_its_state() throws IOException {
        EvidenceFolder.begin(root.resolve("spark/1.35"))
                .run(Runs.unfinished("spark", "spark-standalone").ended("accepted", Runs.NOON));
        EvidenceFolder.begin(root.resolve("spark/1.34")).run(Runs.unfinished("spark", "spark-standalone"));
        EvidenceFolder.begin(root.resolve("kafka/1.35"))
                .run(Runs.unfinished("kafka", "kafka").ended("refused", Runs.NOON));

        EvidenceIndex.write(root);

        assertThat(page())
                .containsSubsequence(
                        "href=\"kafka/1.35/index.html\"",
                        "href=\"spark/1.34/index.html\"",
                        "href=\"spark/1.35/index.html\"")
                .containsSubsequence("refused", "unfinished", "accepted");
    }

    @Test
    void takes_no_fact_for_a_run() throws IOException {
        EvidenceFolder folder = EvidenceFolder.begin(root.resolve("spark/1.35"));
        folder.run(Runs.unfinished("spark", "spark"));
        folder.text("facts/run.json", "{}");

        EvidenceIndex.write(root);

        assertThat(page()).containsOnlyOnce("<td><a href");
    }

    @Test
    void writes_a_page_without_runs() throws IOException {
        EvidenceIndex.write(root);

        assertThat(page()).contains("All runs").doesNotContain("<td");
    }

    @Test
    void escapes_what_a_run_says_of_itself() throws IOException {
        EvidenceFolder.begin(root.resolve("spark/1.35"))
                .run(Runs.unfinished("<i>spark</i>", "<script>alert(1)</script>"));

        EvidenceIndex.write(root);

        assertThat(page()).doesNotContain("<i>", "<script>").contains("&lt;script&gt;alert(1)&lt;/script&gt;");
    }

    private String page() throws IOException {
        return Files.readString(root.resolve("index.html"));
    }
}
