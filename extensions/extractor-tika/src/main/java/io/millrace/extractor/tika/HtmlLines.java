package io.millrace.extractor.tika;

import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.CDataNode;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/** HTML as {@code dify_extractor} gives it: each run of text on a line (spec/04 §5.5). */
final class HtmlLines {
  private static final Set<String> UNSEEN = Set.of("script", "style", "noscript", "template");
  private static final String CDATA = "[CDATA[";

  private HtmlLines() {}

  static String read(String html, BoundedText out) {
    Jsoup.parse(html).filter(new Collector(out));
    return out.toString();
  }

  private record Collector(BoundedText out) implements NodeFilter {
    @Override
    public FilterResult head(Node node, int depth) {
      if (node instanceof Element element && UNSEEN.contains(element.normalName())) {
        return FilterResult.SKIP_ENTIRELY;
      } else if (node instanceof CDataNode cdata) {
        add(cdata.text());
      } else if (node instanceof TextNode text) {
        add(text.getWholeText());
      } else if (node instanceof Comment comment && comment.getData().startsWith(CDATA)) {
        String data = comment.getData().substring(CDATA.length());
        add(data.endsWith("]]") ? data.substring(0, data.length() - 2) : data);
      } else if (node instanceof DataNode data) {
        add(data.getWholeData());
      }
      return FilterResult.CONTINUE;
    }

    private void add(String text) {
      for (String line : PythonBlanks.lines(text)) {
        String words = PythonBlanks.strip(line);
        if (!words.isEmpty()) {
          if (!out.isEmpty()) {
            out.append('\n');
          }
          out.append(words);
        }
      }
    }
  }
}
