package dev.touchstone.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogTailTest {

    @Test
    void keeps_causes_and_leaves_frames_out() {
        assertThat(LogTail.of("""
                        starting
                        Exception in thread "main" java.io.IOException: no user
                        \tat java.base/java.lang.Thread.run(Thread.java:840)
                        \tat org.example.Main$.<init>(Main.scala:7)
                        Caused by: javax.security.auth.login.LoginException: no name
                        \t... 12 more
                        """, 2))
                .isEqualTo(
                        "Exception in thread \"main\" java.io.IOException: no user\nCaused by: javax.security.auth.login.LoginException: no name");
    }

    @Test
    void keeps_a_sentence_that_begins_with_at() {
        assertThat(LogTail.of("listening\n at last (after 7 s) it is ready", 5))
                .isEqualTo("listening\n at last (after 7 s) it is ready");
    }
}
