package dev.touchstone.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Links lead somewhere, commands have their options, properties are read, and code is cut from what is compiled and run. */
class DocsTest {

    private static final Pattern PROPERTY = Pattern.compile("-D(touchstone(?:\\.[a-z]+)+)");
    private static final Pattern READ = Pattern.compile(
            "(?:getProperty|getInteger|getLong)\\(\\s*\"(touchstone(?:\\.[a-z]+)+)\"|named = \"(touchstone(?:\\.[a-z]+)+)\"");
    private static final Set<String> READ_ANYWHERE = read(Path.of("src"));
    private static final Pattern CALL = Pattern.compile("scripts/([a-z-]+(?:/[\\w.-]+)?)([^|#]*)");
    private static final Pattern OPTION = Pattern.compile("(?<=\\s)--[a-z][a-z-]*");
    private static final Pattern MAIN = Pattern.compile("java_main ([\\w.]+)");

    static List<Page> pages() {
        return Page.all();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void every_link_leads_to_a_file_and_a_heading(Page page) {
        assertThat(page.links().filter(target -> !leadsSomewhere(page, target))).isEmpty();
    }

    @Test
    void every_page_is_found_from_the_README() {
        List<String> linked = Page.of(Path.of("README.md")).links().toList();

        assertThat(Page.forUsers())
                .extracting(page -> page.toString().replace('\\', '/'))
                .filteredOn(page -> page.startsWith("docs/") && !page.startsWith("docs/decisions/"))
                .isSubsetOf(linked);
    }

    private static boolean leadsSomewhere(Page page, String target) {
        String[] parts = target.split("#", 2);
        Path file = parts[0].isEmpty()
                ? page.file()
                : page.file().resolveSibling(parts[0]).normalize();
        return Files.exists(file)
                && (parts.length == 1 || Page.of(file).anchors().contains(parts[1]));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void every_command_is_there_and_has_its_options(Page page) throws ClassNotFoundException {
        List<String> wrong = new ArrayList<>();
        for (String code : page.code().toList()) {
            Matcher call = CALL.matcher(code);
            while (call.find()) {
                Path script = Path.of("scripts", call.group(1));
                if (!Files.exists(script)) {
                    wrong.add(script + ": there is none");
                    continue;
                }
                Set<String> known = options(script);
                OPTION.matcher(call.group(2))
                        .results()
                        .map(MatchResult::group)
                        .filter(option -> !known.contains(option))
                        .forEach(option -> wrong.add(script + " " + option));
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** Those of the command that the script becomes; else those that the script itself knows. */
    private static Set<String> options(Path script) throws ClassNotFoundException {
        String text = Page.read(script);
        Matcher main = MAIN.matcher(text);
        return main.find()
                ? new CommandLine(Class.forName("dev.touchstone." + main.group(1)))
                        .getCommandSpec()
                        .optionsMap()
                        .keySet()
                : OPTION.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void every_property_is_read(Page page) {
        assertThat(PROPERTY.matcher(page.text()).results().map(found -> found.group(1)))
                .isSubsetOf(READ_ANYWHERE);
    }

    @Test
    void every_property_that_is_read_stands_in_the_table() {
        Set<String> table = Page.of(Path.of("README.md"))
                .text()
                .lines()
                .filter(line -> line.startsWith("| `-Dtouchstone."))
                .flatMap(line -> PROPERTY.matcher(line).results())
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(table).isEqualTo(read(Path.of("src/main")));
    }

    private static Set<String> read(Path sources) {
        return Page.filesBelow(sources)
                .filter(file -> file.toString().endsWith(".java"))
                .flatMap(file -> READ.matcher(Page.read(file)).results().toList().stream())
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "groovy"})
    void code_is_cut_from_tests_and_the_example(String language) {
        List<String> sources = Stream.of("src/test/java", "examples")
                .flatMap(folder -> Page.filesBelow(Path.of(folder)))
                .map(file -> Page.words(Page.read(file)))
                .toList();

        assertThat(Page.forUsers())
                .flatMap(page -> page.snippets(language))
                .isNotEmpty()
                .allSatisfy(snippet -> assertThat(sources)
                        .as("a file that has what %s shows:%n%s", snippet.page(), snippet.text())
                        .anyMatch(source -> source.contains(snippet.words())));
    }

    @Test
    void the_list_of_images_is_what_Touchstone_needs() {
        Set<String> upstream = Pattern.compile("upstream: '([^']+)', recipe: (?:ryuk|busybox|k3s/.*?),")
                .matcher(Page.read(Path.of("images/catalog.yaml")))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());

        assertThat(Page.read(Path.of("examples/own-chart/images.txt")).lines())
                .containsExactlyInAnyOrderElementsOf(upstream);
    }
}
