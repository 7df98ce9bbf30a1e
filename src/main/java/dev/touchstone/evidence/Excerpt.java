package dev.touchstone.evidence;

import java.util.List;

/** What a page shows of a text that may be of any length; all of it lies in the evidence. */
public final class Excerpt {

    private static final int HEAD = 60;
    private static final int TAIL = 140;
    private static final int LONGEST_LINE = 2000;

    private Excerpt() {}

    /** Its first and last lines, with a word on what is left out between them; and of each line its beginning. */
    public static String of(String text) {
        List<String> lines = text.lines().toList();
        if (lines.size() <= HEAD + TAIL) {
            return String.join("\n", lines.stream().map(Excerpt::line).toList());
        }
        return "%s\n(%d lines are left out here; all of them lie in the folder)\n%s"
                .formatted(
                        String.join(
                                "\n",
                                lines.stream().limit(HEAD).map(Excerpt::line).toList()),
                        lines.size() - HEAD - TAIL,
                        String.join(
                                "\n",
                                lines.stream()
                                        .skip(lines.size() - (long) TAIL)
                                        .map(Excerpt::line)
                                        .toList()));
    }

    private static String line(String line) {
        return line.length() <= LONGEST_LINE
                ? line
                : line.substring(0, LONGEST_LINE) + "… (%d characters)".formatted(line.length());
    }
}
