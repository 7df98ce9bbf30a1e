package dev.touchstone.chart;

import dev.touchstone.cluster.Digest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * A chart in a repository: a folder on a web server, with an {@code index.yaml} that names each package and its digest.
 *
 * @param at the folder
 * @param name of the chart in the index
 */
public record ChartRepository(URI at, String name) implements RemoteChart {

    /** Those of well known publishers have some 20 MB; the library takes 3 unless told. */
    private static final int LONGEST_INDEX = 200_000_000;

    private static final int SHOWN = 20;

    private static final ObjectMapper YAML = YAMLMapper.builder(YAMLFactory.builder()
                    .loadSettings(LoadSettings.builder()
                            .setCodePointLimit(LONGEST_INDEX)
                            .build())
                    .build())
            .build();

    @Override
    public String words() {
        return "%s of %s".formatted(name, at);
    }

    @Override
    public ChartVersions versions() throws IOException {
        return versions(entries());
    }

    private static ChartVersions versions(JsonNode entries) {
        return ChartVersions.of(
                entries.valueStream().map(entry -> entry.path("version").asString("")));
    }

    @Override
    public byte[] fetch(String version) throws IOException {
        JsonNode entries = entries();
        JsonNode entry = entries.valueStream()
                .filter(each -> each.path("version").asString("").equals(version))
                .findFirst()
                .orElseThrow(
                        () -> new IOException("there is no such version; there are: %s".formatted(versions(entries))));
        URI tgz = ChartHttp.resolve(folder(), entry.path("urls").path(0).asString(""));
        if ("oci".equals(tgz.getScheme())) {
            throw new IOException(
                    "its index sends on to a registry, %s: name the chart by oci:// and its version".formatted(tgz));
        }
        byte[] content = ChartHttp.body(tgz, ChartHttp.get(tgz, Map.of()));
        String expected = entry.path("digest").asString("").replaceFirst("^sha256:", "");
        String found = Digest.sha256(content);
        if (!expected.isEmpty() && !found.equals(expected)) {
            throw new IOException(
                    "%s has sha256 %s, expected %s, as the repository's index says. It was damaged on the way, or replaced: ask who publishes it"
                            .formatted(tgz, found, expected));
        }
        return content;
    }

    private URI folder() {
        return URI.create(at.toString().replaceFirst("/*$", "/"));
    }

    private JsonNode entries() throws IOException {
        URI uri = folder().resolve("index.yaml");
        HttpResponse<byte[]> answer = ChartHttp.get(uri, Map.of());
        JsonNode charts = entries(uri, new String(ChartHttp.body(uri, answer), StandardCharsets.UTF_8));
        if (!charts.has(name)) {
            String others = charts.propertyNames().stream().limit(SHOWN).collect(Collectors.joining(", "));
            throw new IOException("the repository has no such chart; it has: %s%s"
                    .formatted(others, charts.size() > SHOWN ? " and %d more".formatted(charts.size() - SHOWN) : ""));
        }
        return charts.path(name);
    }

    private static JsonNode entries(URI uri, String index) throws IOException {
        try {
            JsonNode entries = YAML.readTree(index).path("entries");
            if (entries.isObject()) {
                return entries;
            }
            throw new IOException("%s has no entries: expected the index of a chart repository".formatted(uri));
        } catch (JacksonException e) {
            throw new IOException(
                    "%s is not YAML: expected the index of a chart repository; %s"
                            .formatted(uri, e.getOriginalMessage()),
                    e);
        }
    }
}
