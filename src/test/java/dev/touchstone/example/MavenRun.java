package dev.touchstone.example;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A run of the Maven that runs these tests. It asks no network: whatever it needs was needed by this build as well, and lies in its
 * local repository.
 *
 * @param exitCode 0 for a build that succeeds
 * @param output what it printed
 */
record MavenRun(int exitCode, String output) {

    private static final Pattern TOTAL = Pattern.compile(
            "^\\[\\w+] Tests run: \\d+, Failures: \\d+, Errors: \\d+, Skipped: \\d+$", Pattern.MULTILINE);

    /** Surefire's own count of all tests: the last line of its form. */
    String total() {
        return TOTAL.matcher(output)
                .results()
                .map(MatchResult::group)
                .reduce((first, last) -> last)
                .orElse("no test was run");
    }

    /**
     * Run Maven.
     *
     * @param project folder of the pom.xml
     * @param repository its local repository
     */
    static MavenRun of(Path project, Path repository, Map<String, String> environment, List<String> arguments)
            throws IOException, InterruptedException {
        Path settings = Files.writeString(project.resolve("settings.xml"), settings());
        List<String> command = new ArrayList<>(List.of(
                maven(),
                "--batch-mode",
                "--no-transfer-progress",
                "--settings=" + settings,
                "--global-settings=" + settings,
                "-Dmaven.repo.local=" + repository,
                "-DargLine=-XX:TieredStopAtLevel=1"));
        command.addAll(arguments);
        ProcessBuilder maven =
                new ProcessBuilder(command).directory(project.toFile()).redirectErrorStream(true);
        maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
        maven.environment().merge("MAVEN_OPTS", "-XX:TieredStopAtLevel=1", (mine, added) -> mine + " " + added);
        maven.environment().putAll(environment);
        Process process = maven.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new MavenRun(process.waitFor(), output);
    }

    private static String maven() {
        boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("windows");
        return Path.of(ofBuild("maven.home"), "bin", windows ? "mvn.cmd" : "mvn")
                .toString();
    }

    /** The build's own local repository in place of every other: a file, and so no network. What is missing there, this build resolves otherwise. */
    private static String settings() {
        return """
                <settings>
                  <mirrors>
                    <mirror>
                      <id>build</id>
                      <mirrorOf>*</mirrorOf>
                      <url>%s</url>
                    </mirror>
                  </mirrors>
                </settings>
                """.formatted(Path.of(ofBuild("maven.repo.local")).toUri());
    }

    private static String ofBuild(String property) {
        return Objects.requireNonNull(
                System.getProperty(property),
                () -> "-D%s is told by pom.xml: run this test by Maven".formatted(property));
    }
}
