package dev.assay.cc.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.cc.tuning.ObjectMaker.SmallObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cache, also when it is damaged, full, or written by several at a time. */
class ObjectStoreTest {
  @TempDir
  Path folder;

  private ObjectStore store(long limit) {
    return new ObjectStore(folder.resolve("objects"), limit, new Log(folder.resolve("log")));
  }

  private static SmallObject object(int seed, int size) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return new SmallObject(bytes, "way " + seed, "vetted");
  }

  private static String key(int number) {
    return Hash.of(new byte[0], List.of("key " + number));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("objects"))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void what_is_put_is_found_and_nothing_else() {
    ObjectStore store = store(1 << 20);
    store.put(key(1), List.of(object(1, 1000), object(2, 0), object(3, 1010)));
    List<SmallObject> found = store.get(key(1)).orElseThrow();
    assertThat(found).extracting(SmallObject::how).containsExactly("way 1", "way 2", "way 3");
    assertThat(found.get(0).bytes()).isEqualTo(object(1, 1000).bytes());
    assertThat(found.get(1).bytes()).isEmpty();
    assertThat(found.get(2).bytes()).isEqualTo(object(3, 1010).bytes());
    assertThat(store.get(key(2))).isEmpty();
  }

  @Test
  void every_truncation_and_every_flipped_bit_is_noticed() throws IOException {
    ObjectStore store = store(1 << 20);
    store.put(key(1), List.of(object(1, 40)));
    Path file = files().getFirst();
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThat(store.get(key(1))).as("cut at %s", length).isEmpty();
    }
    for (int at = 0; at < whole.length; at++) {
      byte[] bad = whole.clone();
      bad[at] ^= 16;
      Files.write(file, bad);
      assertThat(store.get(key(1))).as("damaged at %s", at).isEmpty();
    }
    assertThat(files()).isEmpty();
    assertThat(folder.resolve("log")).content().contains("is damaged, and is removed");
    Files.write(file, whole);
    assertThat(store.get(key(1))).isPresent();
  }

  @Test
  void what_was_unused_longest_goes_first() throws IOException {
    ObjectStore store = store(100_000);
    for (int i = 0; i < 30; i++) {
      store.put(key(i), List.of(object(i, 5000)));
      for (Path file : files()) { // one second older with each
        FileTime time = Files.getLastModifiedTime(file);
        Files.setLastModifiedTime(file, FileTime.fromMillis(time.toMillis() - 1000));
      }
      assertThat(store.get(key(0))).as("used all the time").isPresent();
    }
    assertThat(store.bytes()).isLessThan(112_000);
    assertThat(store.get(key(29))).isPresent();
    assertThat(store.get(key(1))).isEmpty();
  }

  @Test
  void a_folder_that_cannot_be_made_costs_the_cache_and_nothing_more() throws IOException {
    Files.writeString(folder.resolve("objects"), "a file is in the way");
    ObjectStore store = store(1 << 20);
    store.put(key(1), List.of(object(1, 1000)));
    assertThat(store.get(key(1))).isEmpty();
    assertThat(folder.resolve("log")).content().contains("the cache cannot be written");
  }

  @Test
  void many_writers_of_one_key_leave_one_whole_object() throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      ObjectStore store = store(1 << 20);
      threads.add(Thread.ofPlatform().start(() -> {
        try {
          start.await();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
        for (int round = 0; round < 20; round++) {
          store.put(key(1), List.of(object(1, 3000)));
          if (store.get(key(1)).isEmpty()) {
            throw new IllegalStateException("it is never half there");
          }
        }
      }));
    }
    start.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(files()).hasSize(1);
    assertThat(folder.resolve("log")).doesNotExist();
    assertThat(store(1 << 20).get(key(1)).orElseThrow().getFirst().bytes()).isEqualTo(object(1, 3000).bytes());
  }
}
