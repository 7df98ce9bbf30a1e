package dev.touchstone.judge;

import static dev.touchstone.judge.RulingAssert.assertThat;

import org.junit.jupiter.api.Test;

class ReadOnlyRootTest {

    private static Ruling judged(Recorded recorded) {
        return new ReadOnlyRoot().judge(recorded.facts());
    }

    @Test
    void passes_on_what_was_recorded_and_quotes_touch() {
        assertThat(judged(Recorded.worker()))
                .passes()
                .naming("/ is mounted ro", "touch /test: touch: cannot touch '/test': Read-only file system");
    }

    @Test
    void fails_on_a_root_that_takes_a_write() {
        assertThat(judged(writable().withWrite("/", "created").with("/probe/touch/output", "\"\"")))
                .fails()
                .naming(
                        "/ is mounted rw; creating a file there: created",
                        "touch /test: exit code 1",
                        "expected ro and EROFS")
                .withRemedy(Remedy.Level.CONTAINER, "securityContext.readOnlyRootFilesystem");
    }

    @Test
    void is_not_fooled_by_EACCES_on_a_writable_root() {
        assertThat(judged(writable().withWrite("/", "sh: 79: cannot create /.touchstone-860: Permission denied")))
                .fails()
                .naming("/ is mounted rw", "Permission denied", "that proves nothing: another user may");
    }

    @Test
    void is_inconclusive_when_the_mount_table_says_ro_and_a_write_works() {
        assertThat(judged(Recorded.worker().withWrite("/", "created")))
                .isInconclusive()
                .naming("/ is mounted ro; creating a file there: created", "do not agree");
    }

    @Test
    void is_inconclusive_when_a_read_only_root_answers_EACCES() {
        assertThat(judged(Recorded.worker().withWrite("/", "sh: /.touchstone-1: Permission denied")))
                .isInconclusive()
                .naming("do not agree");
    }

    @Test
    void is_inconclusive_when_the_mount_table_says_rw_and_the_kernel_answers_EROFS() {
        assertThat(judged(writable()))
                .isInconclusive()
                .naming("/ is mounted rw", "Read-only file system", "do not agree");
    }

    @Test
    void believes_the_last_mount_on_the_root() {
        assertThat(judged(Recorded.worker()
                        .with(
                                "/probe/mounts/-",
                                "{\"point\": \"/\", \"root\": \"/\", \"type\": \"overlay\", \"options\": [\"rw\"]}")
                        .withWrite("/", "created")))
                .fails()
                .naming("/ is mounted rw");
    }

    @Test
    void calls_it_luck_when_it_is_not_declared() {
        assertThat(judged(Recorded.worker().without("/declared/securityContext/readOnlyRootFilesystem")))
                .fails()
                .naming("declared readOnlyRootFilesystem: not set, expected true", "holds here by luck");
        assertThat(judged(Recorded.worker().with("/declared/securityContext/readOnlyRootFilesystem", "false")))
                .fails()
                .naming("declared readOnlyRootFilesystem: false, expected true");
    }

    @Test
    void is_inconclusive_when_nothing_was_observed() {
        assertThat(judged(Recorded.worker().with("/probe/mounts", "[]")))
                .isInconclusive()
                .naming("no line for /");
        assertThat(judged(Recorded.worker().with("/probe/writes", "[]")))
                .isInconclusive()
                .naming("no rm");
        assertThat(judged(Recorded.worker().unseen())).isInconclusive().naming("the connection was lost");
    }

    private static Recorded writable() {
        return Recorded.worker().withMount("/", "options", "[\"rw\", \"relatime\"]");
    }
}
