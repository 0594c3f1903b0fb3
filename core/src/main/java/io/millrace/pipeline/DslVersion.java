package io.millrace.pipeline;

import com.google.common.base.Splitter;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The version of a pipeline file's format, compared as Dify compares it (spec/03 §1).
 *
 * @param release the numbers between the dots
 * @param phase below zero for a preview of the release, above for a fix of it
 */
record DslVersion(List<BigInteger> release, int phase) implements Comparable<DslVersion> {
  static final String CURRENT_TEXT = "0.1.0";
  private static final int MAX_LENGTH = 100;
  private static final Pattern SHAPE =
      Pattern.compile("v?([0-9]+(?:\\.[0-9]+)*)([-_.]?[a-z].*|-[0-9]+)?");

  /** Below the pattern that it is parsed with. */
  static final DslVersion CURRENT = parse(CURRENT_TEXT).orElseThrow();

  static Optional<DslVersion> parse(String text) {
    String trimmed = text.strip().toLowerCase(Locale.ROOT);
    Matcher matcher = SHAPE.matcher(trimmed);
    if (trimmed.length() > MAX_LENGTH || !matcher.matches()) {
      return Optional.empty();
    }
    List<BigInteger> release = new ArrayList<>();
    for (String number : Splitter.on('.').split(matcher.group(1))) {
      release.add(new BigInteger(number));
    }
    return Optional.of(new DslVersion(List.copyOf(release), phase(matcher.group(2))));
  }

  private static int phase(@Nullable String suffix) {
    if (suffix == null) {
      return 0;
    }
    boolean fix = suffix.matches("[-_.]?(post|rev|r)[-_.]?[0-9]*|-[0-9]+");
    return fix ? 1 : -1;
  }

  /** Returns what the import of a file of this version comes to. */
  ImportStatus importStatus() {
    int major = number(0).compareTo(CURRENT.number(0));
    if (compareTo(CURRENT) > 0 || major < 0) {
      return ImportStatus.PENDING;
    }
    return number(1).compareTo(CURRENT.number(1)) < 0
        ? ImportStatus.COMPLETED_WITH_WARNINGS
        : ImportStatus.COMPLETED;
  }

  private BigInteger number(int index) {
    return index < release.size() ? release.get(index) : BigInteger.ZERO;
  }

  @Override
  public int compareTo(DslVersion other) {
    for (int i = 0; i < Math.max(release.size(), other.release.size()); i++) {
      int order = number(i).compareTo(other.number(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(phase, other.phase);
  }
}
