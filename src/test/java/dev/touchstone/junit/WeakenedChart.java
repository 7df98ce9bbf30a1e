package dev.touchstone.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/** A copy of a chart that is weakened in one place after the other. A weakening that finds nothing to weaken is an error. */
final class WeakenedChart {

    private final Path folder;

    private WeakenedChart(Path folder) {
        this.folder = folder;
    }

    static WeakenedChart of(Path chart, Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(chart)) {
            for (Path file : files.toList()) {
                Path target = folder.resolve(chart.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
        return new WeakenedChart(folder);
    }

    /** Replace a text of a file; every place where it stands. */
    WeakenedChart with(String file, String text, String other) throws IOException {
        Path path = folder.resolve(file);
        String before = Files.readString(path);
        assertThat(before).as("what is weakened in %s", file).contains(text);
        Files.writeString(path, before.replace(text, other));
        return this;
    }

    /** Add a file that the chart does not have. */
    WeakenedChart and(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.resolveSibling("."));
        Files.writeString(path, text, StandardOpenOption.CREATE_NEW);
        return this;
    }

    Path folder() {
        return folder;
    }
}
