package dev.touchstone.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.cluster.KubernetesVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageCatalogTest {

    private static final Path CATALOG = Path.of("images/catalog.yaml");

    @Test
    void has_a_recipe_for_every_twin() {
        assertThat(ImageCatalog.read(CATALOG)).isNotEmpty().allSatisfy(twin -> {
            Path recipe = Path.of("images").resolve(twin.recipe());
            assertThat(recipe).isDirectory();
            assertThat(List.of(recipe.resolve("recipe.sh"), recipe.resolveSibling("recipe.sh")))
                    .anyMatch(Files::exists);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.35", "1.33", "1.32", "1.31"})
    void has_a_twin_for_every_known_Kubernetes_version(String minor) {
        ImageReference image = ImageReference.of(KubernetesVersion.of(minor).image());

        assertThat(ImageCatalog.read(CATALOG))
                .filteredOn(twin -> twin.upstream().equals(image))
                .extracting(Twin::recipe)
                .containsExactly("k3s/" + minor);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- {upstream: 'a:1', recipe: a}",
                "- {upstream: 'a:1', recipe: a, locl: 'a:1'}",
                "- [",
                "upstream: a"
            })
    void names_file_and_line_of_what_it_cannot_read(String content, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("catalog.yaml"), content);

        assertThatThrownBy(() -> ImageCatalog.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("catalog.yaml, line 1", "{upstream, recipe, local}");
    }
}
