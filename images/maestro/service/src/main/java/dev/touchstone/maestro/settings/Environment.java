package dev.touchstone.maestro.settings;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Variables, read one by one. What is wrong is collected, so that all of it can be told at once. */
final class Environment {

    private final Map<String, String> variables;
    private final List<String> faults = new ArrayList<>();

    Environment(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    List<String> faults() {
        return List.copyOf(faults);
    }

    String text(String name, String expected) {
        String value = variables.getOrDefault(name, "").strip();
        return value.isEmpty() ? fault(name + " is not set, expected " + expected, "") : value;
    }

    int number(String name, int least, int most, int otherwise) {
        String value = variables.getOrDefault(name, "").strip();
        if (value.isEmpty()) {
            return otherwise;
        }
        // Digits enough for every port and no overflow.
        int number = value.matches("[0-9]{1,9}") ? Integer.parseInt(value) : -1;
        return number >= least && number <= most
                ? number
                : fault("%s is \"%s\", expected a number from %d to %d".formatted(name, value, least, most), otherwise);
    }

    URI http(String name, String example) {
        String value = text(name, "a URL such as " + example);
        if (value.isEmpty()) {
            return URI.create(example);
        }
        URI uri = parse(value);
        return uri != null && List.of("http", "https").contains(uri.getScheme()) && uri.getHost() != null
                ? uri
                : fault("%s is \"%s\", expected a URL such as %s".formatted(name, value, example), URI.create(example));
    }

    /** One key of a Secret that is mounted as a folder. The path is told when it cannot be read, the content never. */
    Secret secret(String name, String key) {
        String folder = variables.getOrDefault(name, "").strip();
        if (folder.isEmpty()) {
            String missing = name + " is not set, expected the folder of a mounted Secret";
            return faults.contains(missing) ? new Secret("") : new Secret(fault(missing, ""));
        }
        Path file = Path.of(folder, key);
        try {
            String value = Files.readString(file).strip();
            return new Secret(value.isEmpty() ? fault("%s: the file %s is empty".formatted(name, file), "") : value);
        } catch (IOException e) {
            String trouble = e.getClass().getSimpleName();
            return new Secret(fault("%s: the file %s cannot be read (%s)".formatted(name, file, trouble), ""));
        }
    }

    private static @Nullable URI parse(String value) {
        try {
            return URI.create(value);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private <T> T fault(String fault, T instead) {
        faults.add(fault);
        return instead;
    }
}
