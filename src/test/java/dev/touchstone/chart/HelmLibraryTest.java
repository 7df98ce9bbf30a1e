package dev.touchstone.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A run can be interrupted although Helm's library is loaded, and what cleans up after it is run. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no such signals")
class HelmLibraryTest {

    private static final int SIGTERM = 15;
    private static final int BY_SIGNAL = 128;

    @Test
    void a_process_that_has_loaded_it_ends_when_it_is_told_to() throws Exception {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        HelmUser.class.getName())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader output = process.inputReader()) {
            String line = output.readLine();
            while (line != null && !line.equals("loaded")) {
                line = output.readLine();
            }
            assertThat(line).isEqualTo("loaded");

            process.toHandle().destroy(); // the process itself would close its output as well

            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(BY_SIGNAL + SIGTERM);
            assertThat(output.lines()).contains("cleaned up");
        } finally {
            process.destroyForcibly();
        }
    }

    /** What is run in the other process. */
    static final class HelmUser {

        private HelmUser() {}

        /** Load it, and wait for the end. */
        public static void main(String[] arguments) throws InterruptedException, IOException {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("cleaned up")));
            HelmLibrary.load();
            Thread.sleep(5000); // the handlers are put back soon, not at once
            System.out.println("loaded");
            Thread.sleep(60_000);
        }
    }
}
