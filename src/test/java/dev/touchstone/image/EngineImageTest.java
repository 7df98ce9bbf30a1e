package dev.touchstone.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.cluster.Digest;
import java.util.List;
import org.junit.jupiter.api.Test;

class EngineImageTest {

    /** OCI image specification, "Layer ChainID": ChainID(L0) = DiffID(L0); ChainID(L0|…|Ln) = Digest(ChainID(L0|…|Ln-1) + " " + DiffID(Ln)). */
    @Test
    void chains_layers_as_the_OCI_specification_says() {
        List<String> chain = EngineImage.chainOf(List.of("sha256:aa", "sha256:bb", "sha256:cc"));

        String second = "sha256:" + Digest.sha256("sha256:aa sha256:bb");
        assertThat(chain).containsExactly("sha256:aa", second, "sha256:" + Digest.sha256(second + " sha256:cc"));
    }
}
