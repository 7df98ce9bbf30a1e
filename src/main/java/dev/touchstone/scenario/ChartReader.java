package dev.touchstone.scenario;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads where a scenario file's chart comes from, which the schema has accepted. */
final class ChartReader {

    private static final List<String> PLACES = List.of("oci", "repository");

    private final Located yaml;
    private final NamedPath paths;
    private final List<String> faults;

    ChartReader(Located yaml, NamedPath paths, List<String> faults) {
        this.yaml = yaml;
        this.paths = paths;
        this.faults = faults;
    }

    ChartSource read(JsonNode at) {
        if (!at.isObject()) {
            return new ChartSource.AtPath(paths.chart(at));
        }
        List<String> places = PLACES.stream().filter(at::has).toList();
        if (places.size() != 1) {
            fault(
                    at,
                    "chart",
                    places.isEmpty() ? "no place" : String.join(" and ", places),
                    "exactly one of " + String.join(", ", PLACES));
        }
        JsonNode name = at.path("name");
        String version = at.path("version").asString();
        Optional<String> sha256 = at.path("sha256").stringValueOpt();
        if (at.has("oci")) {
            if (!name.isMissingNode()) {
                fault(name, "chart.name", name + " beside oci", "only beside repository");
            }
            return new ChartSource.InRegistry(uri(at, "oci"), version, sha256);
        }
        if (at.has("repository") && name.isMissingNode()) {
            fault(at, "chart.name", "nothing", "the chart's name in the repository");
        }
        return new ChartSource.InRepository(uri(at, "repository"), name.asString(""), version, sha256);
    }

    private URI uri(JsonNode chart, String key) {
        JsonNode at = chart.path(key);
        try {
            return new URI(at.asString("")).parseServerAuthority();
        } catch (URISyntaxException e) {
            fault(at, "chart." + key, Located.found(at), "a URI with a host; " + e.getReason());
            return URI.create("");
        }
    }

    private void fault(JsonNode at, String key, String found, String allowed) {
        faults.add(yaml.fault(at, "key %s: found %s, allowed: %s".formatted(key, found, allowed)));
    }
}
