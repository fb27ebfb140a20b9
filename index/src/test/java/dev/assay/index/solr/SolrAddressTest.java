package dev.assay.index.solr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.index.IndexOptions;
import dev.assay.index.open.FunctionIndexes;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SolrAddressTest {
  @Test
  void readsNodeCollectionAndDivision() {
    assertThat(SolrAddress.parse("solr:https://team.example:8983/solr/assay?shards=8&replicas=2"))
        .isEqualTo(new SolrAddress("https://team.example:8983/solr", "assay", 8, 2));
    assertThat(SolrAddress.parse("solr:http://localhost:8983/solr/assay"))
        .isEqualTo(new SolrAddress("http://localhost:8983/solr", "assay", 2, 1))
        .hasToString("solr:http://localhost:8983/solr/assay");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://h/solr/a", "solr:h/a", "solr:http://h", "solr:http://h/a", "solr:ftp://h/solr/a",
      "solr:http://h/solr/a?shards=x", "solr:http://h/solr/a?shards=0", "solr:http://h/solr/a?other=1",
      "solr:http://h/solr/a b", "solr:"})
  void refusesWhatIsNoAddress(String text) {
    assertThatThrownBy(() -> SolrAddress.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void saysWhichClusterCannotBeReached() {
    assertThatThrownBy(() -> FunctionIndexes.open("solr:http://localhost:9/solr/assay", IndexOptions.forBundle("b")))
        .isInstanceOf(IOException.class).hasMessageContaining("solr:http://localhost:9/solr/assay");
  }
}
