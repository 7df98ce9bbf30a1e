package dev.touchstone.judge;

import static dev.touchstone.judge.RulingAssert.assertThat;

import org.junit.jupiter.api.Test;

class NoSetuidTest {

    private static Ruling judged(Recorded recorded) {
        return new NoSetuid().judge(recorded.facts());
    }

    @Test
    void passes_on_what_was_recorded() {
        assertThat(judged(Recorded.worker())).passes().naming("no file with the setuid or setgid bit");
    }

    @Test
    void fails_on_files_and_names_them() {
        assertThat(judged(Recorded.worker().with("/probe/setuid", "[\"/usr/bin/su\", \"/usr/bin/passwd\"]")))
                .fails()
                .naming("[/usr/bin/su, /usr/bin/passwd]", "clear the bits when the image is built");
    }

    @Test
    void is_inconclusive_when_nobody_could_look() {
        assertThat(judged(Recorded.worker().with("/probe/setuidKnown", "false")))
                .isInconclusive()
                .naming("no find");
        assertThat(judged(Recorded.worker().unseen())).isInconclusive().naming("the connection was lost");
    }
}
