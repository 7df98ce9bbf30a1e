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

    /** POSIX: a process that closes any channel on a file loses its lock on it, unseen by itself. Only another one can tell. */
    @Test
    void holds_a_cluster_against_other_processes_after_a_second_attempt_of_its_own() throws Exception {
        LeaseBook book = new LeaseBook(folder);
        try (Lease lease = book.take("a").orElseThrow()) {
            assertThat(book.take("a")).isEmpty();
            assertThat(takenByAnotherProcess()).isFalse();
            assertThat(lease.isKept()).isFalse();
        }
        assertThat(takenByAnotherProcess()).isTrue();
    }

    private boolean takenByAnotherProcess() throws Exception {
        return new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                LeaseBookTest.class.getName(),
                                folder.toString())
                        .inheritIO()
                        .start()
                        .waitFor()
                == 0;
    }

    /** Another process: tries to take cluster "a". */
    public static void main(String[] arguments) {
        System.exit(new LeaseBook(Path.of(arguments[0])).take("a").isPresent() ? 0 : 1);
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
