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
 * Helm as a library. It is written in Go, and takes the process's signals to itself, when it is loaded and again when it installs,
 * and drops them: a run could not be interrupted, and whoever asks for a thread dump gets none. So the virtual machine's handlers
 * are put back, again and again, because an install may take minutes.
 */
final class HelmLibrary {

    /** SIGHUP, SIGINT, SIGQUIT and SIGTERM: the same numbers on Linux and macOS. */
    private static final int[] SIGNALS = {1, 2, 3, 15};
    /** More than any system's {@code struct sigaction}: 152 bytes on Linux, 16 on macOS. */
    private static final int SIGACTION_BYTES = 512;

    private static final long EVERY_MILLIS = 500;

    /** Go's threads have small stacks: a handler must run on the stack that is made for handlers (SA_ONSTACK). */
    private static final int FLAGS_AT = Platform.isMac() ? 12 : 136;

    private static final int ON_STACK = Platform.isMac() ? 0x0001 : 0x0800_0000;

    static {
        if (Platform.isWindows()) {
            Helm.version().call();
        } else {
            loadAndKeepSignals();
        }
    }

    private HelmLibrary() {}

    /** Load it, if nobody has. To be called before anything else is called of it. */
    static void load() {}

    private static void loadAndKeepSignals() {
        Function sigaction = NativeLibrary.getProcess().getFunction("sigaction");
        Map<Integer, Memory> handlers = new LinkedHashMap<>();
        for (int signal : SIGNALS) {
            Memory handler = new Memory(SIGACTION_BYTES);
            handler.clear();
            sigaction.invokeInt(new Object[] {signal, Pointer.NULL, handler});
            handler.setInt(FLAGS_AT, handler.getInt(FLAGS_AT) | ON_STACK);
            handlers.put(signal, handler);
        }
        Helm.version().call();
        Thread keeper = new Thread(() -> keep(sigaction, handlers), "signals");
        keeper.setDaemon(true);
        keeper.start();
    }

    @SuppressWarnings("BusyWait") // nobody tells when the library takes them again
    private static void keep(Function sigaction, Map<Integer, Memory> handlers) {
        try {
            while (true) {
                handlers.forEach(
                        (signal, handler) -> sigaction.invokeInt(new Object[] {signal, handler, Pointer.NULL}));
                Thread.sleep(EVERY_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
