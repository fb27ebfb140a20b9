package dev.assay.intellij.core.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HoverHtmlTest {
  @Test
  void titlesItemsAndLines() {
    assertThat(HoverHtml.of("**`f`: 3 IR instructions**\n\nline one\nline two\n\n- first\n- second\n")).isEqualTo("""
        <p><strong><code>f</code>: 3 IR instructions</strong></p>
        <p>line one<br>line two</p>
        <ul>
        <li>first</li>
        <li>second</li>
        </ul>
        """);
  }

  @Test
  void tables() {
    assertThat(HoverHtml.of("|  | change |\n|:--|--:|\n| a\\|b | \\-57 % |\n")).isEqualTo("""
        <table cellpadding="3">
        <thead>
        <tr>
        <th align="left"></th>
        <th align="right">change</th>
        </tr>
        </thead>
        <tbody>
        <tr>
        <td align="left">a|b</td>
        <td align="right">-57 %</td>
        </tr>
        </tbody>
        </table>
        """);
  }

  @Test
  void nothingGetsThroughAsHtml() {
    assertThat(HoverHtml.of("`<script>` \\<b\\> <img src=x> & \"q\""))
        .isEqualTo("<p><code>&lt;script&gt;</code> &lt;b&gt; &lt;img src=x&gt; &amp; &quot;q&quot;</p>\n");
    assertThat(HoverHtml.of("<script>alert(1)</script>\n")).doesNotContain("<script");
    assertThat(HoverHtml.ofPlain("<a>")).isEqualTo("<pre><code>&lt;a&gt;</code></pre>\n");
  }

  @Test
  void codeWithBackticks() {
    assertThat(HoverHtml.of("`` a`b `` and `c`")).isEqualTo("<p><code>a`b</code> and <code>c</code></p>\n");
    assertThat(HoverHtml.of("left `open")).isEqualTo("<p>left `open</p>\n");
  }

  @Test
  void linksLeadToFilesAlone() {
    assertThat(HoverHtml.of("see [`f`](file:///a%28b#L3) now [x"))
        .isEqualTo("<p>see <a rel=\"nofollow\" href=\"file:///a%28b#L3\"><code>f</code></a> now [x</p>\n");
    assertThat(HoverHtml.of("[a](https://example.org) [b](javascript:x) ![c](https://example.org/c.png)"))
        .doesNotContain("example.org", "javascript:").contains("a", "b");
  }

  @Test
  void emptyTextIsEmpty() {
    assertThat(HoverHtml.of("")).isEmpty();
    assertThat(HoverHtml.of("\\")).isEqualTo("<p>\\</p>\n");
  }
}
