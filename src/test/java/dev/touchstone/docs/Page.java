package dev.touchstone.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A page of Markdown.
 *
 * @param file where it lies
 * @param text what it says
 */
record Page(Path file, String text) {

    private static final Set<String> NOBODYS = Set.of("target", ".git");
    private static final Pattern SNIPPET =
            Pattern.compile("^```(\\w*)\\R(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern HEADING = Pattern.compile("^#+ (.+)$", Pattern.MULTILINE);
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`|^ {4,}(\\S.*)$", Pattern.MULTILINE);

    /**
     * A block of code.
     *
     * @param page that has it
     * @param text of it
     */
    record Snippet(Path page, String text) {

        /** Written on one line, with a space for whatever lies between words. */
        String words() {
            return Page.words(text);
        }
    }

    static Page of(Path file) {
        return new Page(file, read(file));
    }

    /** Every page of the project. */
    static List<Page> all() {
        return filesBelow(Path.of(""))
                .filter(file -> file.toString().endsWith(".md"))
                .map(Page::of)
                .toList();
    }

    /** README.md and docs/: what is promised to whoever uses Touchstone. */
    static List<Page> forUsers() {
        return all().stream()
                .filter(page -> page.file.startsWith("docs") || page.file.equals(Path.of("README.md")))
                .toList();
    }

    /** Every file below a folder that somebody has written. */
    static Stream<Path> filesBelow(Path folder) {
        try (Stream<Path> files =
                Files.find(folder, Integer.MAX_VALUE, (path, attributes) -> attributes.isRegularFile())) {
            return files
                    .filter(file -> Stream.iterate(file, path -> path != null, Path::getParent)
                            .noneMatch(path -> NOBODYS.contains(String.valueOf(path.getFileName()))))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String words(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    List<Snippet> snippets(String language) {
        return SNIPPET.matcher(text)
                .results()
                .filter(found -> found.group(1).equals(language))
                .map(found -> new Snippet(file, found.group(2)))
                .toList();
    }

    /** What stands in backticks, or is indented. */
    Stream<String> code() {
        return CODE.matcher(text).results().map(found -> found.group(1) == null ? found.group(2) : found.group(1));
    }

    /** Targets of links within the project. */
    Stream<String> links() {
        return LINK.matcher(prose()).results().map(found -> found.group(1)).filter(target -> !target.contains("://"));
    }

    /** As a code host makes them of headings. */
    Set<String> anchors() {
        return HEADING.matcher(prose())
                .results()
                .map(found -> found.group(1).toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", ""))
                .map(heading -> heading.replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private String prose() {
        return SNIPPET.matcher(text).replaceAll((MatchResult found) -> "");
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
