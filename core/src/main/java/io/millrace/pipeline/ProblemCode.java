package io.millrace.pipeline;

/**
 * The kinds of things that can be wrong with a pipeline.
 *
 * @since 0.1
 */
public enum ProblemCode {
  UNREADABLE(true),
  FILE_TOO_LARGE(true),
  INVALID_YAML(true),
  NOT_A_MAPPING(true),
  DUPLICATE_KEY(false),
  INVALID_VERSION(true),
  OTHER_VERSION(false),
  WRONG_KIND(true),
  MISSING_SECTION(true),
  INVALID_DEPENDENCY(false),
  INVALID_NODE(true),
  DUPLICATE_NODE_ID(false),
  MISSING_NODE(true),
  IGNORED_EDGE(false),
  CYCLE(true),
  ORPHAN_FEEDS_JOIN(true),
  UNREACHABLE_NODE(false),
  NO_DATASOURCE(false),
  NO_KNOWLEDGE_INDEX(false),
  MULTIPLE_KNOWLEDGE_INDEX(false),
  UNKNOWN_NODE_TYPE(false),
  MISSING_FIELD(false),
  INVALID_FIELD(false),
  UNKNOWN_REFERENCE(false),
  INVALID_VARIABLE(false),
  DUPLICATE_VARIABLE(false),
  INVALID_ERROR_HANDLING(false),
  NO_CASES(false),
  UNKNOWN_BRANCH(false),
  MISSING_CONTAINER_START(false),
  CHUNK_STRUCTURE_MISMATCH(false);

  private final boolean preventsRuns;

  ProblemCode(boolean preventsRuns) {
    this.preventsRuns = preventsRuns;
  }

  /**
   * Returns whether an error of this kind leaves no run that could be defined, so that {@link
   * PipelineReader#read(String)} refuses the file. Other errors wait until a run meets them.
   */
  public boolean preventsRuns() {
    return preventsRuns;
  }
}
