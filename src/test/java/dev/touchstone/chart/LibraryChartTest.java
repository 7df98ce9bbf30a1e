package dev.touchstone.chart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the charts share exists once, in charts/hardened; each carries a package of it, for plain Helm. */
class LibraryChartTest {

    private static final Path CHARTS = Path.of("charts");

    @Test
    void the_packages_in_the_charts_are_what_the_library_is_now() throws IOException {
        Map<String, String> library = new TreeMap<>();
        try (Stream<Path> files = Files.walk(CHARTS.resolve("hardened"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                library.put(CHARTS.relativize(file).toString().replace('\\', '/'), text(Files.readAllBytes(file)));
            }
        }
        List<Path> packages = packages();

        assertThat(packages).isNotEmpty();
        for (Path tgz : packages) {
            Map<String, String> packaged = new TreeMap<>();
            ChartPackage.files(Files.readAllBytes(tgz)).forEach((path, bytes) -> packaged.put(path, text(bytes)));
            assertThat(packaged)
                    .as("%s, of charts/hardened; scripts/package-library makes it anew", tgz)
                    .isEqualTo(library);
        }
    }

    private static List<Path> packages() throws IOException {
        try (Stream<Path> files = Files.walk(CHARTS)) {
            return files.filter(file -> file.getFileName().toString().matches("hardened-.*\\.tgz"))
                    .sorted()
                    .toList();
        }
    }

    /** Whatever a checkout has made of the ends of lines. */
    private static String text(byte[] bytes) {
        return new String(bytes, UTF_8).replace("\r\n", "\n");
    }
}
