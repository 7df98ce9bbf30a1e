package dev.touchstone.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.chart.ChartPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
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
        unpack(folder.resolve("charts"));
        return new WeakenedChart(folder);
    }

    /** Replace packages of subcharts by their folders, which can be weakened; to Helm both are the same. */
    private static void unpack(Path charts) throws IOException {
        if (!Files.isDirectory(charts)) {
            return;
        }
        try (Stream<Path> files = Files.list(charts)) {
            for (Path tgz :
                    files.filter(file -> file.toString().endsWith(".tgz")).toList()) {
                for (Map.Entry<String, byte[]> file :
                        ChartPackage.files(Files.readAllBytes(tgz)).entrySet()) {
                    Path target = charts.resolve(file.getKey());
                    Files.createDirectories(target.resolveSibling("."));
                    Files.write(target, file.getValue());
                }
                Files.delete(tgz);
            }
        }
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
