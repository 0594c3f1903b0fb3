package io.millrace.testkit.objectstore;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The part of an object that a {@code Range} header asks for; both ends are inside. */
record ByteRange(int from, int to, int size) {
  private static final Pattern FORM = Pattern.compile("bytes=(\\d*)-(\\d*)");

  static ByteRange of(String header, int size) {
    Matcher form = FORM.matcher(header);
    if (form.matches() && !(form.group(1).isEmpty() && form.group(2).isEmpty())) {
      int last = size - 1;
      if (form.group(1).isEmpty()) {
        return new ByteRange(Math.max(0, size - Integer.parseInt(form.group(2))), last, size);
      }
      int from = Integer.parseInt(form.group(1));
      int to = form.group(2).isEmpty() ? last : Math.min(last, Integer.parseInt(form.group(2)));
      if (from <= to) {
        return new ByteRange(from, to, size);
      }
    }
    throw new S3Error(416, "InvalidRange", "The requested range is not satisfiable");
  }

  String header() {
    return "bytes " + from + "-" + to + "/" + size;
  }

  byte[] of(byte[] content) {
    return Arrays.copyOfRange(content, from, to + 1);
  }
}
