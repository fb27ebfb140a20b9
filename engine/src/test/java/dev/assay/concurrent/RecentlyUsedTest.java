package dev.assay.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What has not been used for longest goes. */
class RecentlyUsedTest {
  @Test
  void theLeastRecentlyUsedGoesFirst() {
    RecentlyUsed<String, Integer> values = new RecentlyUsed<>(2);
    assertThat(values.put("a", 1)).isEmpty();
    assertThat(values.put("b", 2)).isEmpty();
    assertThat(values.get("a")).hasValue(1); // b is the older one now
    assertThat(values.put("c", 3)).isEmpty();
    assertThat(values.get("b")).isEmpty();
    assertThat(values.get("a")).hasValue(1);
    assertThat(values.put("c", 4)).hasValue(3);
    assertThat(values.get("c")).hasValue(4);
  }
}
