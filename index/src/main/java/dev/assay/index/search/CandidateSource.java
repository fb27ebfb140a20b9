package dev.assay.index.search;

import dev.assay.index.FunctionBody;
import dev.assay.index.SimilarQuery;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a search needs of an index, all as it was at one time. */
public interface CandidateSource {
  /**
   * The bodies nearest to what is asked for, the nearest first. They pass the query's filter of size; whether their
   * places pass the other filters may be checked here or left to {@link #places}.
   *
   * @param query what is asked for; its limit does not matter here
   * @param count how many are wanted
   * @param without hashes of bodies that are not wanted
   * @return fewer than wanted only when there are no more
   * @throws IOException when the index cannot be read
   */
  List<BodyHit> nearest(SimilarQuery query, int count, Set<String> without) throws IOException;

  /**
   * Where bodies are, of the places that pass all of the query's filters. Bodies without such a place are left out.
   *
   * @throws IOException when the index cannot be read
   */
  Map<String, Places> places(Collection<String> unitHashes, SimilarQuery query) throws IOException;

  /**
   * Bodies by their hash.
   *
   * @throws IOException when the index cannot be read
   */
  Map<String, FunctionBody> bodies(Collection<String> unitHashes) throws IOException;

  /**
   * How similar random pairs of functions are.
   *
   * @throws IOException when the index cannot be read
   */
  PairDistribution pairs() throws IOException;
}
