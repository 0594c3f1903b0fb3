package io.millrace.pipeline;

import java.util.ArrayList;
import java.util.List;

/** Collects what the rules find. */
final class Problems {
  private final List<PipelineProblem> found = new ArrayList<>();

  void error(ProblemCode code, String path, String message, String remedy) {
    found.add(PipelineProblem.error(code, path, message, remedy));
  }

  void warning(ProblemCode code, String path, String message, String remedy) {
    found.add(PipelineProblem.warning(code, path, message, remedy));
  }

  List<PipelineProblem> found() {
    return found;
  }
}
