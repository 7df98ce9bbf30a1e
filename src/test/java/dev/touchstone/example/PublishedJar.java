package dev.touchstone.example;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;

/**
 * Touchstone as others get it: the jar of {@code target/classes} and the {@code pom.xml}, in a Maven repository. The jar itself is
 * packaged after the tests.
 */
final class PublishedJar {

    private static final Path CLASSES = Path.of("target/classes");
    private static final Path POM = Path.of("pom.xml");
    private static final Pattern VERSION =
            Pattern.compile("<artifactId>touchstone</artifactId>\\s*<version>(.+)</version>");

    private PublishedJar() {}

    /**
     * Publish it.
     *
     * @return its version
     */
    static String into(Path repository) throws IOException {
        String version = version();
        Path folder = Files.createDirectories(repository.resolve("dev/touchstone/touchstone/" + version));
        String name = "touchstone-" + version;
        Files.copy(POM, folder.resolve(name + ".pom"));
        try (OutputStream file = Files.newOutputStream(folder.resolve(name + ".jar"));
                JarOutputStream jar = new JarOutputStream(file, manifest(version))) {
            ExampleProject.filesBelow(CLASSES).forEach(each -> add(jar, each));
        }
        return version;
    }

    private static String version() throws IOException {
        return VERSION.matcher(Files.readString(POM))
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(POM + " has no version behind its artifactId"));
    }

    private static Manifest manifest(String version) {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, version);
        return manifest;
    }

    private static void add(JarOutputStream jar, Path file) {
        try {
            jar.putNextEntry(new JarEntry(CLASSES.relativize(file).toString().replace('\\', '/')));
            Files.copy(file, jar);
            jar.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
