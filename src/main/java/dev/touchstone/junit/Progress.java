package dev.touchstone.junit;

import dev.touchstone.evidence.Timeline;
import dev.touchstone.evidence.Timeline.Moment;
import java.io.Console;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what a run is waiting for. On a terminal it is one line that changes, with the time that has passed; elsewhere only
 * what has been reached is logged.
 */
final class Progress {

    private static final Logger LOG = LoggerFactory.getLogger("touchstone");
    private static final String CLEAR_LINE = "\r\u001b[2K";
    private static final int WIDTH = 110;

    private final PrintStream terminal;
    private final boolean live;
    private final Instant start;
    private final String prefix;
    private final List<Moment> moments = new ArrayList<>();

    Progress(PrintStream terminal, boolean live) {
        this(terminal, live, Instant.now(), "");
    }

    private Progress(PrintStream terminal, boolean live, Instant start, String prefix) {
        this.terminal = terminal;
        this.live = live;
        this.start = start;
        this.prefix = prefix;
    }

    /** Of one of several runs that go on at once: what it tells begins with its name, and its story is its own. */
    Progress of(String name) {
        return new Progress(terminal, live, start, prefix + name + ": ");
    }

    /** Of what is told by somebody else. */
    static Progress silent() {
        return new Progress(new PrintStream(OutputStream.nullOutputStream()), true);
    }

    static Progress ofThisProcess() {
        return new Progress(System.err, isTerminal());
    }

    // From JDK 22 on there is always a console, which knows by itself whether it is a terminal.
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (NoSuchMethodException before22) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    /** Something is awaited. */
    void awaiting(String what) {
        note(what, false);
        if (live) {
            String line = "%s %s%s"
                    .formatted(elapsed(), prefix, what.lines().findFirst().orElse(""));
            terminal.print(CLEAR_LINE + (line.length() > WIDTH ? line.substring(0, WIDTH) + "…" : line));
            terminal.flush();
        }
    }

    /** Something has been reached, and stays to be read. */
    void reached(String what) {
        note(what, true);
        if (live) {
            terminal.println(CLEAR_LINE + elapsed() + " " + prefix + what);
        } else {
            LOG.info("{} {}{}", elapsed(), prefix, what);
        }
    }

    private synchronized void note(String what, boolean reached) {
        moments.add(new Moment(what, reached, Instant.now()));
    }

    /** What has been told since then, as the story of a run that began then. */
    synchronized Timeline since(Instant begin) {
        return Timeline.of(begin, moments);
    }

    private String elapsed() {
        return "%5.1f s".formatted(Duration.between(start, Instant.now()).toMillis() / 1000.0);
    }
}
