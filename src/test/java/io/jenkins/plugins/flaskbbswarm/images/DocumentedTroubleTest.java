package io.jenkins.plugins.flaskbbswarm.images;

import io.jenkins.plugins.flaskbbswarm.docs.Page;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The page about trouble has a row for each error of a registry that is told apart. */
class DocumentedTroubleTest {
    @Test
    void eachRowIsAnErrorAndEachErrorHasARow() {
        assertThat(Page.of("troubleshooting.md").firstCells("The registry refuses"))
                .extracting(RegistryErrorCatalog::of)
                .containsExactly(RegistryErrorCatalog.values());
    }
}
