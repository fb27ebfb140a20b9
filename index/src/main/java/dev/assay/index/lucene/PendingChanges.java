package dev.assay.index.lucene;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** What was written since the last commit, as far as one has to know. For one thread. */
final class PendingChanges {
  private final Map<String, Long> digests = new HashMap<>();
  private final Map<String, Set<String>> hashesByFile = new HashMap<>();
  private final Set<String> looked = new HashSet<>();
  private final Set<String> mayBeOrphans = new HashSet<>();

  /** Notes that places of a file may go, and with them the last places of their bodies. */
  void placesMayGo(String file, LuceneView committed) throws IOException {
    if (looked.add(file)) {
      mayBeOrphans.addAll(committed.hashesOf(file));
    }
    Set<String> pending = hashesByFile.remove(file);
    if (pending != null) {
      mayBeOrphans.addAll(pending);
    }
  }

  /** Notes that something was put into a file. */
  void put(String file, String unitHash) {
    hashesByFile.computeIfAbsent(file, any -> new HashSet<>()).add(unitHash);
  }

  /** Notes a body, and says whether it differs from what there is and has to be written. */
  boolean isNewBody(String unitHash, long digest, LuceneView committed) throws IOException {
    Long pending = digests.get(unitHash);
    OptionalLong known = pending != null ? OptionalLong.of(pending) : committed.digestOf(unitHash);
    if (known.isPresent() && known.getAsLong() == digest) {
      return false;
    }
    digests.put(unitHash, digest);
    return true;
  }

  /** Hashes of bodies that may have no place any more. */
  Set<String> mayBeOrphans() {
    return mayBeOrphans;
  }

  /** After a commit. */
  void clear() {
    digests.clear();
    hashesByFile.clear();
    looked.clear();
    mayBeOrphans.clear();
  }
}
