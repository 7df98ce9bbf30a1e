package dev.touchstone.example;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of {@code examples/own-chart}. */
final class ExampleProject {

    static final Path FOLDER = Path.of("examples/own-chart");

    private ExampleProject() {}

    static List<Path> sources() {
        return filesBelow(FOLDER.resolve("src"))
                .filter(file -> file.toString().endsWith(".java"))
                .toList();
    }

    /** Copy what the project is made of, not what running it has left. */
    static Path copyTo(Path folder) {
        filesBelow(FOLDER)
                .filter(file -> !FOLDER.relativize(file).startsWith("target"))
                .forEach(file -> copy(file, folder.resolve(FOLDER.relativize(file))));
        return folder;
    }

    static Stream<Path> filesBelow(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path file, Path to) {
        try {
            Files.createDirectories(to.toAbsolutePath().getParent());
            Files.copy(file, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
