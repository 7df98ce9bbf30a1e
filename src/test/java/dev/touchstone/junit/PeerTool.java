package dev.touchstone.junit;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A tool that installs a release in a namespace of its own and asks it the same questions, as a process. */
enum PeerTool {
    TOUCHSTONE {
        @Override
        Said run(Path folder, List<Release> releases, Duration patience, Path kubeconfig) throws Exception {
            String name = folder.getFileName().toString();
            Path scenario = Files.createDirectories(folder.resolve("scenarios/" + name));
            StringBuilder yaml =
                    new StringBuilder("""
                    scenario: %1$s
                    chart: %2$s
                    release: hardened
                    namespace: touchstone-%1$s
                    values: [values-0.yaml]
                    ready: %3$ds
                    function:
                      - name: the page greets
                        http: {service: web, port: http, path: /index.html}
                        expect: {contains: [hello]}
                    """.formatted(name, releases.get(0).chart(), patience.toSeconds()));
            for (int i = 0; i < releases.size(); i++) {
                Files.writeString(
                        scenario.resolve("values-%d.yaml".formatted(i)),
                        String.join("\n", releases.get(i).settings()).replace("=", ": ") + "\n");
                if (i > 0) {
                    yaml.append(i == 1 ? "cases:\n" : "")
                            .append("  - {name: c%1$d, values: [values-%1$d.yaml]}%n".formatted(i));
                }
            }
            Files.writeString(scenario.resolve("scenario.yaml"), yaml);
            return process(
                    List.of(
                            "bash",
                            "-c",
                            "cd \"$0\" && . scripts/lib/java.sh && java_main junit.AcceptCommand \"$@\"",
                            Path.of("").toAbsolutePath().toString(),
                            "-Dtouchstone.scenarios.folder=" + folder.resolve("scenarios"),
                            "-Dtouchstone.evidence=" + folder.resolve("evidence"),
                            "-Dtouchstone.cluster=" + (kubeconfig.equals(OWN_CLUSTER) ? "k3s" : "context:default"),
                            "-Dtouchstone.checks=" + CHECKS),
                    folder,
                    kubeconfig);
        }
    },
    BASH {
        @Override
        Said run(Path folder, List<Release> releases, Duration patience, Path kubeconfig) throws Exception {
            Said last = new Said(0, "");
            for (int i = 0; i < releases.size() && last.exitCode() == 0; i++) {
                last = script(
                        folder, "%s-%d".formatted(folder.getFileName(), i), releases.get(i), patience, kubeconfig, "");
            }
            return last;
        }
    },
    CHAINSAW {
        @Override
        Said run(Path folder, List<Release> releases, Duration patience, Path kubeconfig) throws Exception {
            write("chainsaw", List.of("chainsaw-test.yaml"), folder, releases, patience);
            return process(
                    List.of("chainsaw", "test", "--no-color", "--cleanup-timeout", "5m", "--test-dir", "tests"),
                    folder,
                    kubeconfig);
        }
    },
    KUTTL {
        @Override
        Said run(Path folder, List<Release> releases, Duration patience, Path kubeconfig) throws Exception {
            write(
                    "kuttl",
                    List.of("00-install.yaml", "00-assert.yaml", "01-checks.yaml", "01-assert.yaml"),
                    folder,
                    releases,
                    patience);
            return process(
                    List.of("kubectl-kuttl", "test", "--timeout", Long.toString(patience.toSeconds()), "tests"),
                    folder,
                    kubeconfig);
        }
    };

    static final Path FOLDER = Path.of("src/test/resources/bench/peers").toAbsolutePath();
    static final String WEB_IMAGE = "touchstone/hardened-web:test";

    /** Touchstone starts one itself. */
    static final Path OWN_CLUSTER = Path.of("none");

    /** Those that a script can make as well. */
    private static final String CHECKS =
            "admitted,running,non-root,no-new-privileges,read-only-root,capabilities-dropped,seccomp,no-token,function";

    /** All checks that were asked for are green, and others were left out. */
    private static final int PARTIAL = 3;

    /**
     * What is installed.
     *
     * @param settings values, as {@code KEY=VALUE}
     */
    record Release(Path chart, int pods, List<String> settings) {

        /** On a node of two processors there is room for 200 of them. */
        static Release of(int pods) {
            return new Release(Hardened.CHART.toAbsolutePath(), pods, List.of("replicas=" + pods, "cpu=1m"));
        }

        /** Admission refuses its pod. */
        static Release refused() {
            return of(1).with("hardening=false");
        }

        Release with(String setting) {
            List<String> all = new ArrayList<>(settings);
            all.add(setting);
            return new Release(chart, pods, all);
        }

        Release withChart(Path other) {
            return new Release(other.toAbsolutePath(), pods, settings);
        }
    }

    /** How a process ended. */
    record Said(int exitCode, String output) {

        void requireGreen() {
            if (exitCode != 0 && exitCode != PARTIAL) {
                throw new IllegalStateException("expected green, ended with %d: %s".formatted(exitCode, output));
            }
        }

        void requireRed(String word) {
            if (exitCode == 0 || exitCode == PARTIAL || !output.contains(word)) {
                throw new IllegalStateException(
                        "expected red with '%s', ended with %d: %s".formatted(word, exitCode, output));
            }
        }
    }

    /** Its name in the table. */
    String label() {
        return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    }

    /**
     * Run it.
     *
     * @param folder an empty one, for what it needs and writes
     * @param releases each in a namespace of its own
     */
    abstract Said run(Path folder, List<Release> releases, Duration patience, Path kubeconfig) throws Exception;

    /** No tool: a release is installed, and its pods are waited for. */
    static Said pods(Path folder, Release release, Duration patience, Path kubeconfig) throws Exception {
        return script(folder, folder.getFileName().toString(), release, patience, kubeconfig, "yes");
    }

    private static Said script(
            Path folder, String namespace, Release release, Duration patience, Path kubeconfig, String withoutChecks)
            throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "env",
                "PATIENCE=%ds".formatted(patience.toSeconds()),
                "WITHOUT_CHECKS=" + withoutChecks,
                "CHART=" + release.chart(),
                "bash",
                FOLDER.resolve("bash.sh").toString(),
                namespace));
        command.addAll(release.settings());
        return process(command, folder, kubeconfig);
    }

    private static void write(String tool, List<String> files, Path folder, List<Release> releases, Duration patience)
            throws IOException {
        for (int i = 0; i < releases.size(); i++) {
            Path test = Files.createDirectories(folder.resolve("tests/case-%02d".formatted(i)));
            for (String file : files) {
                Files.writeString(
                        test.resolve(file),
                        Files.readString(FOLDER.resolve(tool).resolve(file))
                                .replace("NAME\n", "case-%02d%n".formatted(i))
                                .replace(
                                        "FOLDER",
                                        "env CHART=%s %s"
                                                .formatted(releases.get(i).chart(), FOLDER))
                                .replace(
                                        "SETTINGS",
                                        String.join(" ", releases.get(i).settings()))
                                .replace(
                                        "REPLICAS",
                                        Integer.toString(releases.get(i).pods()))
                                .replace("PATIENCE", patience.toSeconds() + "s"));
            }
        }
    }

    static Said process(List<String> command, Path folder, Path kubeconfig) throws IOException, InterruptedException {
        Path log = folder.resolve("output.log");
        List<String> words = new ArrayList<>(List.of("env")); // which looks for a program where the process would
        words.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        Map<String, String> environment = builder.environment();
        environment.put("KUBECONFIG", kubeconfig.toString());
        environment.put("PATH", System.getProperty("clients") + File.pathSeparator + environment.get("PATH"));
        int exitCode = builder.start().waitFor();
        return new Said(exitCode, Files.readString(log));
    }
}
