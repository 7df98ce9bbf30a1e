package dev.touchstone.chart;

import dev.touchstone.cluster.Digest;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A chart in an OCI registry: each tag is a version, its manifest has one layer, and that is the package.
 *
 * @param at {@code oci://HOST/PATH/NAME}; a registry on this machine is asked without TLS
 */
public record ChartRegistry(URI at) implements RemoteChart {

    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    private static final String CONFIG = "application/vnd.cncf.helm.config.v1+json";
    private static final String PACKAGE = "application/vnd.cncf.helm.chart.content.v1.tar+gzip";
    private static final Pattern PARAMETER = Pattern.compile("(\\w+)=\"([^\"]*)\"");
    private static final Pattern NEXT = Pattern.compile("<([^>]+)>;\\s*rel=\"?next\"?");

    @Override
    public String words() {
        return at.toString();
    }

    @Override
    public ChartVersions versions() throws IOException {
        List<String> tags = new ArrayList<>();
        Optional<URI> page = Optional.of(uri("tags/list"));
        while (page.isPresent()) {
            URI uri = page.get();
            HttpResponse<byte[]> answer = get(uri);
            json(uri, answer).path("tags").forEach(tag -> tags.add(tag.asString("")));
            Matcher next = NEXT.matcher(answer.headers().firstValue("Link").orElse(""));
            page = next.find() ? Optional.of(ChartHttp.resolve(uri, next.group(1))) : Optional.empty();
        }
        // A tag cannot have a plus: Helm writes the line below in its place.
        return ChartVersions.of(tags.stream().map(tag -> tag.replace('_', '+')));
    }

    @Override
    public byte[] fetch(String version) throws IOException {
        URI uri = uri("manifests/" + version.replace('+', '_'));
        HttpResponse<byte[]> answer = get(uri);
        if (answer.statusCode() == ChartHttp.NOT_FOUND) {
            throw new IOException("there is no such version; there are: %s".formatted(versions()));
        }
        JsonNode manifest = json(uri, answer);
        String config = manifest.path("config").path("mediaType").asString("");
        String digest = manifest.path("layers")
                .valueStream()
                .filter(layer -> layer.path("mediaType").asString("").equals(PACKAGE))
                .map(layer -> layer.path("digest").asString(""))
                .filter(each -> each.matches("sha256:[0-9a-f]{64}"))
                .findFirst()
                .orElse("");
        if (!config.equals(CONFIG) || digest.isEmpty()) {
            throw new IOException(
                    "what lies there is no Helm chart: found the type '%s'%s, expected %s and a layer of type %s"
                            .formatted(
                                    config.isEmpty()
                                            ? manifest.path("mediaType").asString("")
                                            : config,
                                    digest.isEmpty() ? " without a package" : "",
                                    CONFIG,
                                    PACKAGE));
        }
        URI blob = uri("blobs/" + digest);
        byte[] content = ChartHttp.body(blob, get(blob));
        String found = "sha256:" + Digest.sha256(content);
        if (!found.equals(digest)) {
            throw new IOException("%s has %s: it was damaged on the way; try again".formatted(blob, found));
        }
        return content;
    }

    private URI uri(String what) {
        return URI.create("%s://%s/v2%s/%s"
                .formatted(ChartHttp.isLoopback(at) ? "http" : "https", at.getAuthority(), at.getPath(), what));
    }

    /** As anybody; a registry may want even that said by a token, and tells where there are some. */
    private HttpResponse<byte[]> get(URI uri) throws IOException {
        Map<String, String> headers = new HashMap<>(Map.of("Accept", MANIFEST));
        HttpResponse<byte[]> answer = ChartHttp.get(uri, headers);
        String challenge = answer.headers().firstValue("WWW-Authenticate").orElse("");
        if (answer.statusCode() != ChartHttp.UNAUTHORIZED || !challenge.startsWith("Bearer ")) {
            return answer;
        }
        headers.put(ChartHttp.AUTHORIZATION, "Bearer " + token(challenge));
        return ChartHttp.get(uri, headers);
    }

    private String token(String challenge) throws IOException {
        Map<String, String> parameters = new HashMap<>(
                Map.of("scope", "repository:%s:pull".formatted(at.getPath().substring(1))));
        Matcher matcher = PARAMETER.matcher(challenge);
        while (matcher.find()) {
            parameters.put(matcher.group(1), matcher.group(2));
        }
        String realm = parameters.getOrDefault("realm", "");
        String question = "%sservice=%s&scope=%s"
                .formatted(
                        realm.contains("?") ? "&" : "?",
                        encoded(parameters.getOrDefault("service", "")),
                        encoded(parameters.getOrDefault("scope", "")));
        URI uri = ChartHttp.resolve(at, realm + question);
        JsonNode answer = json(uri, ChartHttp.get(uri, Map.of()));
        String token = answer.path("token").asString(answer.path("access_token").asString(""));
        if (token.isEmpty()) {
            throw new IOException("%s answered without a token".formatted(uri));
        }
        return token;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static JsonNode json(URI uri, HttpResponse<byte[]> answer) throws IOException {
        byte[] body = ChartHttp.body(uri, answer);
        try {
            return JsonMapper.shared().readTree(body);
        } catch (JacksonException e) {
            throw new IOException("%s answered what is not JSON: it is no registry".formatted(uri), e);
        }
    }
}
