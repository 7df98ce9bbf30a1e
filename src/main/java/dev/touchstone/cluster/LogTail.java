package dev.touchstone.cluster;

import java.util.List;
import java.util.regex.Pattern;

/** The end of a log, for the reader of an error: without the stack frames that would push the cause out of sight. */
public final class LogTail {

    /** {@code at org.example.Main.main(Main.java:7)} and {@code ... 12 more}, as Java prints them. */
    private static final Pattern FRAME = Pattern.compile("\\s+(at [\\w.$/<>@]+\\(.*\\)|\\.\\.\\. \\d+ more)\\s*");

    private LogTail() {}

    /** The last lines. */
    public static String of(String log, int lines) {
        List<String> telling = log.strip()
                .lines()
                .filter(line -> !FRAME.matcher(line).matches())
                .toList();
        return String.join("\n", telling.subList(Math.max(0, telling.size() - lines), telling.size()));
    }
}
