package dev.touchstone.scenario;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** Finds what a scenario file names by its path, seen from the file's own folder. */
final class NamedPath {

    private final Located yaml;
    private final List<String> faults;

    NamedPath(Located yaml, List<String> faults) {
        this.yaml = yaml;
        this.faults = faults;
    }

    Path file(JsonNode at, String key) {
        return existing(at, key, Files::isRegularFile, "but there is no file %s, allowed: a file");
    }

    List<Path> files(JsonNode list, String key) {
        List<Path> files = new ArrayList<>();
        for (JsonNode item : list) {
            files.add(file(item, "%s[%d]".formatted(key, files.size())));
        }
        return files;
    }

    Path chart(JsonNode at) {
        return existing(
                at,
                "chart",
                path -> isPackage(path) || Files.isRegularFile(path.resolve("Chart.yaml")),
                "but there is no file %s/Chart.yaml, allowed: a chart's folder, its package (.tgz), or a mapping of where it is pulled from");
    }

    private static boolean isPackage(Path path) {
        return path.toString().endsWith(".tgz") && Files.isRegularFile(path);
    }

    private Path existing(JsonNode at, String key, Predicate<Path> there, String otherwise) {
        Path folder = Objects.requireNonNull(yaml.file().toAbsolutePath().getParent());
        try {
            Path path = folder.resolve(at.asString()).normalize();
            if (!there.test(path)) {
                faults.add(yaml.fault(at, "key %s: found %s, %s".formatted(key, at, otherwise.formatted(path))));
            }
            return path;
        } catch (InvalidPathException e) {
            faults.add(yaml.fault(
                    at, "key %s: found %s, allowed: a path; %s".formatted(key, Located.found(at), e.getReason())));
            return folder;
        }
    }
}
