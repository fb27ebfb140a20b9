package dev.assay.train.contents;

import dev.assay.content.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a unit says.
 *
 * @param hash the unit's hash
 * @param words in alphabetical order
 * @param counts how often each is said
 */
public record ContentRow(String hash, List<String> words, List<Integer> counts) {
  static ContentRow of(String hash, Content content) {
    return new ContentRow(hash, new ArrayList<>(content.words().keySet()), new ArrayList<>(content.words().values()));
  }

  Content content() {
    Map<String, Integer> said = new TreeMap<>();
    for (int i = 0; i < words.size(); i++) {
      said.put(words.get(i), counts.get(i));
    }
    return Content.of(said);
  }
}
