package dev.assay.index.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.store.FSDirectory;

/**
 * What an index takes, in bytes. Immutable.
 *
 * @param segments how many segments it has
 * @param disk all of its files
 * @param floats vectors as floats (or as bytes, where there are no floats)
 * @param quantised the same vectors again, in fewer bits
 * @param graph the graph of neighbours
 */
record Footprint(int segments, long disk, long floats, long quantised, long graph) {
  /**
   * What a search walks through again and again, and so should be in memory: the graph and what is compared on the way.
   */
  long searched() {
    return graph + (quantised > 0 ? quantised : floats);
  }

  /** Measures the newest commit of an index in a folder. */
  static Footprint of(Path folder) throws IOException {
    Map<String, Long> sizes = new TreeMap<>();
    try (FSDirectory directory = FSDirectory.open(folder.resolve("lucene"));
        DirectoryReader reader = DirectoryReader.open(directory)) {
      for (LeafReaderContext leaf : reader.leaves()) {
        CodecReader segment = (CodecReader) leaf.reader();
        for (FieldInfo field : segment.getFieldInfos()) {
          if (field.hasVectorValues() && segment.getVectorReader() != null) {
            segment.getVectorReader().getOffHeapByteSize(field)
                .forEach((kind, size) -> sizes.merge(kind, size, Long::sum));
          }
        }
      }
      long disk = 0;
      for (String file : reader.getIndexCommit().getFileNames()) {
        disk += directory.fileLength(file);
      }
      long floats = sizes.getOrDefault("vec", 0L);
      long graph = sizes.getOrDefault("vex", 0L);
      long all = sizes.values().stream().mapToLong(Long::longValue).sum();
      return new Footprint(reader.leaves().size(), disk, floats, all - floats - graph, graph);
    }
  }
}
