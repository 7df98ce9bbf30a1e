package dev.touchstone.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeaseBookTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void gives_a_cluster_to_one_at_a_time() {
        LeaseBook book = new LeaseBook(folder);
        Lease lease = book.take("a").orElseThrow();

        assertThat(book.take("a")).isEmpty();
        assertThat(book.take("b")).isPresent();
        lease.close();
        assertThat(book.take("a")).isPresent();
    }

    @Test
    void remembers_which_clusters_are_kept() {
        LeaseBook book = new LeaseBook(folder);
        try (Lease lease = book.take("a").orElseThrow()) {
            assertThat(lease.isKept()).isFalse();
            lease.keep();
        }

        assertThat(new LeaseBook(folder).take("a").orElseThrow().isKept()).isTrue();
    }

    @Test
    void forgets_what_was_discarded() {
        LeaseBook book = new LeaseBook(folder);
        book.take("a").orElseThrow().discard();

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void tells_books_in_different_folders_apart() {
        assertThat(new LeaseBook(folder).home())
                .isEqualTo(new LeaseBook(folder).home())
                .isNotEqualTo(new LeaseBook(folder.resolve("other")).home());
    }
}
