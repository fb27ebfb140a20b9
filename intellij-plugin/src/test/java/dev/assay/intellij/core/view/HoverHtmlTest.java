package dev.assay.intellij.core.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HoverHtmlTest {
  @Test
  void titlesItemsAndLines() {
    assertThat(HoverHtml.of("**`f`: 3 IR instructions**\n\nline one\n\n- first\n- second\n"))
        .isEqualTo("<p><b><code>f</code>: 3 IR instructions</b></p><p>line one</p><p>• first</p><p>• second</p>");
  }

  @Test
  void tables() {
    assertThat(HoverHtml.of("|  | change |\n|:--|--:|\n| a\\|b | \\-57 % |\n"))
        .isEqualTo("<table cellpadding='3'><tr><th align='left'></th><th align='right'>change</th></tr>"
            + "<tr><td align='left'>a|b</td><td align='right'>-57 %</td></tr></table>");
  }

  @Test
  void nothingGetsThroughAsHtml() {
    assertThat(HoverHtml.of("`<script>` \\<b\\> <img src=x> & \"q\""))
        .isEqualTo("<p><code>&lt;script&gt;</code> &lt;b&gt; &lt;img src=x&gt; &amp; &quot;q&quot;</p>");
    assertThat(HoverHtml.ofPlain("<a>")).isEqualTo("<pre>&lt;a&gt;</pre>");
  }

  @Test
  void codeWithBackticks() {
    assertThat(HoverHtml.of("`` a`b `` and `c`")).isEqualTo("<p><code>a`b</code> and <code>c</code></p>");
    assertThat(HoverHtml.of("left `open")).isEqualTo("<p>left `open</p>");
  }

  @Test
  void linksAreTheirText() {
    assertThat(HoverHtml.of("see [`f`](file:///a%28b) now [x")).isEqualTo("<p>see <code>f</code> now [x</p>");
  }

  @Test
  void emptyTextIsEmpty() {
    assertThat(HoverHtml.of("")).isEmpty();
    assertThat(HoverHtml.of("\\")).isEqualTo("<p>\\</p>");
  }
}
