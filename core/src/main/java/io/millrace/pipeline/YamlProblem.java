package io.millrace.pipeline;

import io.millrace.error.MillraceException;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;

/** YAML that PyYAML's safe loader would refuse, or that is too large when written out. */
final class YamlProblem extends MillraceException {
  private static final long serialVersionUID = 1L;

  /**
   * @param mark where, or {@code null} when that is not known
   */
  YamlProblem(String detail, @Nullable Mark mark) {
    super(mark == null ? detail : detail + at(mark.getLine(), mark.getColumn()));
  }

  /**
   * @param line counted from 0, as is {@code column}
   */
  static String at(int line, int column) {
    return " (line " + (line + 1) + ", column " + (column + 1) + ")";
  }
}
