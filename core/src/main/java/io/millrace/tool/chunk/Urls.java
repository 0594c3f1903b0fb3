package io.millrace.tool.chunk;

import java.util.ArrayList;
import java.util.List;

/**
 * Removes {@code http} and {@code https} URLs, but those of Markdown images, whose alternative text
 * becomes {@code image}.
 *
 * <p>The URLs of images wait behind placeholders meanwhile. Placeholders that the text itself holds
 * are filled too, as they are in the original, but only while the text does not more than double:
 * else a short text could be written that fills the memory.
 */
final class Urls {
  private static final String MARK = "__MARKDOWN_IMAGE_URL_";
  private static final int MOST_DIGITS = 9;

  private final List<String> images = new ArrayList<>();
  private final boolean[] filled;
  private long budget;

  private Urls(List<String> images, int budget) {
    this.images.addAll(images);
    this.filled = new boolean[images.size()];
    this.budget = budget;
  }

  static String remove(String text) {
    List<String> images = new ArrayList<>();
    String marked = markImages(text, images);
    String plain = removeUrls(marked);
    return images.isEmpty() ? plain : new Urls(images, text.length()).fill(plain);
  }

  private static String markImages(String text, List<String> images) {
    Rewrite rewrite = new Rewrite(text);
    ImageTails tails = new ImageTails(text);
    for (int at = text.indexOf("!["); at >= 0; at = text.indexOf("![", at)) {
      int tail = tails.next(at + 2);
      if (tail < 0) {
        at++;
        continue;
      }
      int end = tails.end();
      images.add(text.substring(tail + 2, end));
      rewrite.replace(at, end, "![image](" + MARK + (images.size() - 1) + "__");
      at = end;
    }
    return rewrite.finish();
  }

  private static String removeUrls(String text) {
    Rewrite rewrite = new Rewrite(text);
    for (int at = text.indexOf("http"); at >= 0; at = text.indexOf("http", at)) {
      int start = ImageTails.afterScheme(text, at);
      int end = start < 0 ? start : ImageTails.urlEnd(text, start);
      if (end > start) {
        rewrite.replace(at, end, "");
        at = end;
      } else {
        at++;
      }
    }
    return rewrite.finish();
  }

  private String fill(String text) {
    // The last URL first: a URL may hold the placeholders of later ones.
    for (int i = images.size() - 1; i >= 0; i--) {
      images.set(i, fill(images.get(i), i + 1));
    }
    return fill(text, 0);
  }

  private String fill(String text, int least) {
    Rewrite rewrite = new Rewrite(text);
    for (int at = text.indexOf(MARK); at >= 0; at = text.indexOf(MARK, at)) {
      int digits = at + MARK.length();
      int end = digits;
      while (end < text.length() && Character.digit(text.charAt(end), 10) >= 0) {
        end++;
      }
      int image = image(text, digits, end);
      if (image < least || !text.startsWith("__", end) || !mayFill(image, least)) {
        at++;
        continue;
      }
      rewrite.replace(at, end + 2, images.get(image));
      at = end + 2;
    }
    return rewrite.finish();
  }

  private int image(String text, int start, int end) {
    if (start == end || end - start > MOST_DIGITS) {
      return -1;
    }
    String digits = text.substring(start, end);
    int image = Integer.parseInt(digits);
    return image < images.size() && digits.equals(Integer.toString(image)) ? image : -1;
  }

  /** Each image is filled in once for nothing; every further time costs. */
  private boolean mayFill(int image, int least) {
    if (least == 0 && !filled[image]) {
      filled[image] = true;
      return true;
    }
    budget -= images.get(image).length();
    return budget >= 0;
  }
}
