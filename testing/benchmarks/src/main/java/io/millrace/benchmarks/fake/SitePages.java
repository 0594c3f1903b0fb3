package io.millrace.benchmarks.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Random;

/** The answers of a {@link FakeSite}, head and body. */
final class SitePages {
  private static final int LENGTH = 10_000;
  private static final int CHILDREN = 10;
  private static final int LISTED = 10_000;
  private static final String MANY = "/many/";

  private final Texts.Pieces texts = new Texts.Pieces(1_200);
  private final byte[][] pages;
  private final byte[] robots = answer("200 OK", "text/plain", "User-agent: *\nDisallow: /no/\n");
  private final byte[] missing = answer("404 Not Found", "text/html", "<title>Not found</title>");

  SitePages(int count) {
    this.pages = new byte[count][];
    for (int i = 0; i < count; i++) {
      pages[i] = answer("200 OK", "text/html; charset=utf-8", page(i));
    }
  }

  byte[] answer(String path) {
    if (path.equals("/robots.txt")) {
      return robots;
    } else if (path.startsWith(MANY)) {
      return answer("200 OK", "text/html; charset=utf-8", list(path.substring(MANY.length())));
    }
    int number = number(path);
    return number >= 0 && number < pages.length ? pages[number] : missing;
  }

  private static byte[] answer(String status, String type, String body) {
    byte[] bytes = body.getBytes(UTF_8);
    byte[] head =
        "HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
            .formatted(status, type, bytes.length)
            .getBytes(UTF_8);
    byte[] all = new byte[head.length + bytes.length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(bytes, 0, all, head.length, bytes.length);
    return all;
  }

  private static int number(String path) {
    if (path.equals("/")) {
      return 0;
    }
    String digits = path.replaceAll("^/docs/section-\\d+/page-(\\d+)\\.html$", "$1");
    return digits.length() < 9 && digits.chars().allMatch(c -> c >= '0' && c <= '9')
        ? Integer.parseInt(digits)
        : -1;
  }

  private static String path(int number) {
    return number == 0 ? "/" : "/docs/section-%d/page-%d.html".formatted(number % 20, number);
  }

  private String page(int number) {
    Random random = new Random(number);
    StringBuilder html = new StringBuilder(LENGTH + 500);
    html.append(
        """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><title>Page %d of the manual</title>
        <meta name="description" content="What page %d is about">
        <link rel="stylesheet" href="/style.css"></head>
        <body><nav class="sidebar"><ul>
        """
            .formatted(number, number));
    for (int i = 0; i < 20; i++) {
      link(html, "li", random.nextInt(pages.length));
    }
    html.append("</ul></nav><main><h1>Page ").append(number).append("</h1>\n");
    for (int part = 0; html.length() < LENGTH - 2_600; part++) {
      html.append("<h2 id=\"part-%d\">Part %d</h2>\n<p>".formatted(part, part));
      html.append(texts.get(number * 10 + part)).append(" See <a href=\"");
      html.append(path(random.nextInt(pages.length)))
          .append("\">there</a> for <em>more</em>.</p>\n");
    }
    table(html, random);
    html.append("<pre><code class=\"language-java\">int number = %d;\n".formatted(number));
    html.append("print(number);\n</code></pre>\n<ul>\n");
    for (int child = number * CHILDREN + 1; child <= (number + 1) * CHILDREN; child++) {
      if (child < pages.length) {
        link(html, "li", child);
      }
    }
    html.append("</ul>\n<p>").append(texts.get(number).replace('\n', ' '));
    html.setLength(Math.min(html.length(), LENGTH - 80));
    return html.append("</p></main><footer>The end of the page</footer></body></html>").toString();
  }

  private static void table(StringBuilder html, Random random) {
    html.append("<table><tr><th>Name</th><th>Value</th><th>Meaning</th></tr>\n");
    for (int row = 0; row < 8; row++) {
      html.append(
          "<tr><td><code>setting_%d</code></td><td>%d</td><td>what it does</td></tr>\n"
              .formatted(row, random.nextInt(1_000)));
    }
    html.append("</table>\n");
  }

  private static void link(StringBuilder html, String tag, int number) {
    html.append("<%s><a href=\"%s\">Page %d</a></%s>\n".formatted(tag, path(number), number, tag));
  }

  /** A page with links to as many lists as its name says, or to pages that nobody asks for. */
  private static String list(String name) {
    boolean first = name.startsWith("of-");
    int count = first ? Integer.parseInt(name.substring(3)) : LISTED;
    StringBuilder html = new StringBuilder("<title>List " + name + "</title>" + name);
    for (int i = 0; i < count; i++) {
      html.append("<a href=\"/many/")
          .append(first ? "" : name + "/a-page-with-a-name-of-some-length/")
          .append(i)
          .append("\">")
          .append(i)
          .append("</a>\n");
    }
    return html.toString();
  }
}
