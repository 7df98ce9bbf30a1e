package dev.touchstone.maestro;

import dev.touchstone.maestro.patience.UnavailableException;
import dev.touchstone.maestro.settings.BadSettingsException;
import dev.touchstone.maestro.settings.Mode;
import dev.touchstone.maestro.settings.Settings;
import dev.touchstone.maestro.settings.SettingsReader;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The command: {@code maestro api} or {@code maestro worker}. */
public final class Maestro {

    private static final int BAD_SETTINGS = 2;

    private Maestro() {}

    /** Ends with 2 when something is set wrongly, and with 1 when somebody it needs does not answer. */
    public static void main(String[] arguments) {
        Optional<Mode> mode = Mode.of(arguments);
        if (mode.isEmpty()) {
            end(BAD_SETTINGS, "found \"%s\", expected api or worker".formatted(String.join(" ", arguments)));
            return;
        }
        try {
            Settings settings = SettingsReader.read(mode.get(), System.getenv());
            switch (mode.get()) {
                case API -> ApiProcess.run(settings);
                case WORKER -> WorkerProcess.run(settings);
            }
        } catch (BadSettingsException e) {
            end(BAD_SETTINGS, e.getMessage());
        } catch (UnavailableException | IllegalStateException | IOException e) {
            end(1, e.getMessage());
        }
    }

    private static void end(int code, @Nullable String message) {
        System.err.println("maestro: " + message);
        System.exit(code);
    }
}
