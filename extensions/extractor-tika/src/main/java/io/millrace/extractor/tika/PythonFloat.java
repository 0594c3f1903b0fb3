package io.millrace.extractor.tika;

import io.millrace.python.PythonText;

/** Writes numbers as Python does: the shortest digits that read back as the same number. */
final class PythonFloat {
  private PythonFloat() {}

  static String repr(double value) {
    return PythonText.repr(value);
  }
}
