package dev.touchstone.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.observe.WriteAttempt.Result;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WriteAttemptTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "created | WRITTEN",
                "opened | WRITTEN",
                // dash
                "sh: 79: cannot create /.touchstone-860: Read-only file system | READ_ONLY",
                "sh: 79: cannot create /dev/.touchstone-860: Permission denied | DENIED",
                // ash
                "sh: can't create /.touchstone-1: Read-only file system | READ_ONLY",
                "sh: can't create /etc/.touchstone-1: Permission denied | DENIED",
                // bash
                "sh: line 79: /.touchstone-1: Read-only file system | READ_ONLY",
                "bash: line 81: /etc/hosts: Permission denied | DENIED",
                "sh: line 79: /x/.touchstone-1: Operation not permitted | DENIED",
                "sh: line 79: /x/.touchstone-1: No space left on device | OTHER",
                "sh: 79: cannot create /Read-only file system/.touchstone-1: No such file or directory | OTHER",
                "'' | OTHER"
            })
    void tells_how_the_kernel_answered_in_the_words_of_any_shell(String answer, Result result) {
        assertThat(new WriteAttempt("/", answer).result()).isEqualTo(result);
    }
}
