package dev.touchstone.chart;

import com.marcnuri.helm.Helm;
import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Helm as a library. It is written in Go, and when it is loaded it takes the process's signals to itself and drops them: a run
 * could not be interrupted any more, and whoever asks for a thread dump gets none. So the virtual machine's handlers are put back.
 */
final class HelmLibrary {

    /** SIGHUP, SIGINT, SIGQUIT and SIGTERM: the same numbers on Linux and macOS. */
    private static final int[] SIGNALS = {1, 2, 3, 15};
    /** More than any system's {@code struct sigaction}: 152 bytes on Linux, 16 on macOS. */
    private static final int SIGACTION_BYTES = 512;

    static {
        if (Platform.isWindows()) {
            Helm.version().call();
        } else {
            loadBetweenHandlers();
        }
    }

    private HelmLibrary() {}

    /** Load it, if nobody has. To be called before anything else is called of it. */
    static void load() {}

    private static void loadBetweenHandlers() {
        Function sigaction = NativeLibrary.getProcess().getFunction("sigaction");
        Map<Integer, Memory> handlers = new LinkedHashMap<>();
        for (int signal : SIGNALS) {
            Memory handler = new Memory(SIGACTION_BYTES);
            sigaction.invokeInt(new Object[] {signal, Pointer.NULL, handler});
            handlers.put(signal, handler);
        }
        Helm.version().call();
        handlers.forEach((signal, handler) -> sigaction.invokeInt(new Object[] {signal, handler, Pointer.NULL}));
    }
}
