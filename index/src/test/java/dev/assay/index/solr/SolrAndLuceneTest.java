package dev.assay.index.solr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.index.FunctionIndex;
import dev.assay.index.IndexOpening;
import dev.assay.index.IndexOptions;
import dev.assay.index.IndexStatistics;
import dev.assay.index.IndexedFunction;
import dev.assay.index.Significance;
import dev.assay.index.SimilarFunction;
import dev.assay.index.SimilarQuery;
import dev.assay.index.TestFunctions;
import dev.assay.index.open.FunctionIndexes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SolrAndLuceneTest {
  private static final IndexOptions OPTIONS = IndexOptions.forBundle(TestFunctions.BUNDLE).withSearchWidth(1_000);

  @TempDir
  Path folder;

  @Test
  void giveTheSameAnswersAndCanBeCopiedToEachOther() throws IOException {
    SolrAddress address = SolrCluster.newCollection();
    try (FunctionIndex lucene = open(folder.toString()); FunctionIndex solr = open(address + "?shards=2&replicas=1")) {
      for (int file = 0; file < 20; file++) {
        String name = "/src/" + file + ".c";
        int first = 15 * file;
        lucene.putFile(name, "1",
            IntStream.range(first, first + 20).mapToObj(i -> TestFunctions.function(name, "f" + i, i)).toList());
      }
      lucene.commit();
      solr.putAll(lucene);
      assertThat(solr.files()).isEqualTo(lucene.files());
      Random random = new Random(1);
      for (int i = 0; i < 20; i++) {
        IndexedFunction function = TestFunctions.function("/src/1.c", "f20", random.nextInt(300));
        compare(solr.search(SimilarQuery.like(function).withLimit(25)),
            lucene.search(SimilarQuery.like(function).withLimit(25)));
      }
      IndexStatistics statistics = solr.statistics();
      assertThat(statistics.functions()).isEqualTo(400);
      assertThat(statistics.bodies()).isEqualTo(305);
      assertThat(statistics.bytesOnDisk().orElse(0)).isGreaterThan(305 * 1024);
    }
  }

  private static FunctionIndex open(String location) throws IOException {
    return ((IndexOpening.Writable) FunctionIndexes.open(location, OPTIONS)).index();
  }

  private static void compare(List<SimilarFunction> actual, List<SimilarFunction> expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.size(); i++) {
      assertThat(actual.get(i).body()).isEqualTo(expected.get(i).body());
      assertThat(actual.get(i).places()).isEqualTo(expected.get(i).places());
      assertThat(actual.get(i).similarity()).isCloseTo(expected.get(i).similarity(), within(1e-6));
      Significance significance = expected.get(i).significance().orElseThrow();
      // A similarity may fall to the other side of the border between two of 2,048 classes.
      assertThat(actual.get(i).significance().orElseThrow().share()).isCloseTo(significance.share(), within(0.01));
      assertThat(actual.get(i).significance().orElseThrow().pairs()).isEqualTo(significance.pairs());
    }
  }
}
