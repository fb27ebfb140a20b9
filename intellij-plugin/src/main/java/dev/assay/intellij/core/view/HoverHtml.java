package dev.assay.intellij.core.view;

import java.util.List;
import java.util.Map;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.AttributeProvider;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.html.UrlSanitizer;

/**
 * Writes the server's Markdown as HTML for the IDE's documentation popup. Thread-safe.
 *
 * <p>Nothing of the text gets through as HTML, and nothing but a local file is linked to or loaded: names in the text
 * come from files that anybody may have written.
 */
public final class HoverHtml {
  private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());
  private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
  private static final HtmlRenderer RENDERER =
      HtmlRenderer.builder().extensions(EXTENSIONS).escapeHtml(true).sanitizeUrls(true).urlSanitizer(new FilesOnly())
          .softbreak("<br>").attributeProviderFactory(context -> new Padding()).build();

  private HoverHtml() {}

  /** The Markdown as the body of an HTML page; its links name local files. */
  public static String of(String markdown) {
    return RENDERER.render(PARSER.parse(markdown));
  }

  /** Plain text as the body of an HTML page. */
  public static String ofPlain(String text) {
    FencedCodeBlock block = new FencedCodeBlock();
    block.setLiteral(text);
    return RENDERER.render(block);
  }

  /** Lets links to local files through, and no other address. */
  private static final class FilesOnly implements UrlSanitizer {
    @Override
    public String sanitizeLinkUrl(String url) {
      return url.startsWith("file:") ? url : "";
    }

    @Override
    public String sanitizeImageUrl(String url) {
      return "";
    }
  }

  /** The popup knows no style sheet that would keep a table's columns apart. */
  private static final class Padding implements AttributeProvider {
    @Override
    public void setAttributes(Node node, String tag, Map<String, String> attributes) {
      if (node instanceof TableBlock) {
        attributes.put("cellpadding", "3");
      }
    }
  }
}
