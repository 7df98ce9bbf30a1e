package dev.touchstone.observe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads what the probe script printed. Reading a transcript again, years later, gives the same facts. */
final class ProbeTranscript {

    private static final String SECTION = "@@ ";
    private static final String REMARK = "@ ";
    private static final String EXIT = "@ exit ";

    private static final Pattern CAPABILITIES = Pattern.compile("[0-9a-f]{0,16}");
    private static final Pattern LIMIT = Pattern.compile("max|-1|[1-9]\\d*");
    private static final Pattern QUOTA = Pattern.compile("(max|[1-9]\\d*) [1-9]\\d*");

    private final Map<String, List<String>> sections = new LinkedHashMap<>();

    private ProbeTranscript(String text) {
        List<String> current = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            if (line.startsWith(SECTION)) {
                current = new ArrayList<>();
                // The first one counts: a program of the image that prints such a line comes later.
                sections.putIfAbsent(line.substring(SECTION.length()), current);
            } else {
                current.add(line);
            }
        }
    }

    static Probe read(String text) {
        return new ProbeTranscript(text).probe();
    }

    private Probe probe() {
        return new Probe(
                String.join("", lines("nonce")),
                sections.containsKey("end"),
                processes(),
                String.join("", lines("uid-map")).strip(),
                String.join("", lines("security-label")).strip(),
                lines("mounts").stream().map(ProbeTranscript::mount).toList(),
                lines("listeners").stream().map(Listener::parse).distinct().toList(),
                cgroup(),
                lines("tokens"),
                lines("runtime-sockets"),
                lines("setuid").stream().sorted().toList(),
                !raw("setuid").contains("@ no find"),
                lines("writes").stream().map(ProbeTranscript::write).distinct().toList(),
                command("id", "id"),
                command("touch", "touch /test"));
    }

    private List<String> raw(String section) {
        return sections.getOrDefault(section, List.of());
    }

    private List<String> lines(String section) {
        return raw(section).stream()
                .filter(line -> !line.isEmpty() && !line.startsWith(REMARK))
                .toList();
    }

    private List<ProcessFacts> processes() {
        List<Map<String, String>> found = new ArrayList<>();
        for (String line : lines("processes")) {
            String[] field = line.split(":\\s*", 2);
            if (field[0].equals("Pid")) {
                found.add(new LinkedHashMap<>());
            }
            // The first control group counts: where version 1 limits the pod, that of version 2 comes last and is "/".
            found.get(found.size() - 1).putIfAbsent(field[0], field[1].strip());
        }
        // A process that ended while it was read has told nothing.
        return found.stream()
                .filter(status -> status.containsKey("Uid"))
                .map(ProbeTranscript::process)
                .toList();
    }

    private static ProcessFacts process(Map<String, String> status) {
        return new ProcessFacts(
                Integer.parseInt(Objects.requireNonNull(status.get("Pid"))),
                status.getOrDefault("Name", ""),
                Integer.parseInt(status.getOrDefault("PPid", "0")),
                numbers(status.getOrDefault("Uid", "")),
                numbers(status.getOrDefault("Gid", "")),
                numbers(status.getOrDefault("Groups", "")),
                new ProcessFacts.CapabilitySets(
                        checked(CAPABILITIES, status.getOrDefault("CapInh", "")),
                        checked(CAPABILITIES, status.getOrDefault("CapPrm", "")),
                        checked(CAPABILITIES, status.getOrDefault("CapEff", "")),
                        checked(CAPABILITIES, status.getOrDefault("CapBnd", "")),
                        checked(CAPABILITIES, status.getOrDefault("CapAmb", ""))),
                Integer.parseInt(status.getOrDefault("NoNewPrivs", "-1")),
                Integer.parseInt(status.getOrDefault("Seccomp", "-1")),
                status.getOrDefault("Cgroup", ""));
    }

    private static List<Long> numbers(String list) {
        return Arrays.stream(list.split("\\s+", -1))
                .filter(number -> !number.isEmpty())
                .map(Long::valueOf)
                .toList();
    }

    /** Fields are counted from the front: optional ones stand between the options and the dash. */
    private static Mount mount(String line) {
        String[] fields = line.split(" ", -1);
        int dash = Arrays.asList(fields).indexOf("-");
        return new Mount(
                unescaped(fields[4]), unescaped(fields[3]), fields[dash + 1], List.of(fields[5].split(",", -1)));
    }

    private static String unescaped(String path) {
        return path.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\");
    }

    private static WriteAttempt write(String line) {
        String[] fields = line.split("\t", 2);
        return new WriteAttempt(fields[0], fields.length > 1 ? fields[1] : "");
    }

    private Map<String, String> cgroup() {
        Map<String, String> limits = new TreeMap<>();
        lines("cgroup").forEach(line -> {
            String[] field = line.split(" ", 2);
            limits.put(field[0], checked(field[0].equals("cpu.max") ? QUOTA : LIMIT, field[1]));
        });
        return limits;
    }

    // Judges count on numbers. What is none is refused here, where whoever reads a transcript expects it.
    private static String checked(Pattern pattern, String value) {
        if (!pattern.matcher(value).matches()) {
            throw new IllegalArgumentException("found '%s', expected %s".formatted(value, pattern));
        }
        return value;
    }

    private CommandOutput command(String section, String command) {
        int code = raw(section).stream()
                .filter(line -> line.startsWith(EXIT))
                .mapToInt(line -> Integer.parseInt(line.substring(EXIT.length())))
                .findFirst()
                .orElse(-1);
        return new CommandOutput(command, code, String.join("\n", lines(section)));
    }
}
