package io.millrace.server.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a document is cut up where its knowledge base has no pipeline: the documented {@code
 * process_rule}. What it leaves open is as with Dify, whose automatic rule is that of lines.
 */
record ProcessRule(@Nullable Mode mode, @Nullable Rules rules) {
  private static final Cut AUTOMATIC = new Cut("\\n", 500, 50);
  private static final Cut CUSTOM = new Cut("\\n", 1_024, 0);
  private static final Cut PARENTS = new Cut("\\n\\n", 1_024, 0);
  private static final Cut CHILDREN = new Cut("\\n", 512, 0);

  /** Whose rules these are. */
  enum Mode {
    AUTOMATIC,
    CUSTOM,
    HIERARCHICAL
  }

  record Rules(
      @Nullable List<Cleaning> preProcessingRules,
      @Nullable Segmentation segmentation,
      @Nullable String parentMode,
      @Nullable Segmentation subchunkSegmentation) {}

  record Cleaning(@Nullable String id, @Nullable Boolean enabled) {}

  record Segmentation(
      @Nullable String separator, @Nullable Integer maxTokens, @Nullable Integer chunkOverlap) {}

  /** Where a text is cut, and into how long pieces. */
  record Cut(String separator, int length, int overlap) {
    private Cut with(@Nullable Segmentation given) {
      if (given == null) {
        return this;
      }
      String at = given.separator();
      Integer most = given.maxTokens();
      Integer shared = given.chunkOverlap();
      return new Cut(
          at == null || at.isEmpty() ? separator : at,
          most == null ? length : most,
          shared == null ? overlap : shared);
    }
  }

  Cut chunks() {
    Rules given = mode == null || mode == Mode.AUTOMATIC ? null : rules;
    return given == null ? AUTOMATIC : CUSTOM.with(given.segmentation());
  }

  Cut parents() {
    return rules == null ? PARENTS : PARENTS.with(rules.segmentation());
  }

  Cut children() {
    return rules == null ? CHILDREN : CHILDREN.with(rules.subchunkSegmentation());
  }

  /** Returns whether a document is one parent, whole. */
  boolean wholeDocument() {
    return rules != null && "full-doc".equals(rules.parentMode());
  }

  /** Returns whether a text is cleaned first in the way that has this id. */
  boolean cleans(String id) {
    List<Cleaning> cleaning = rules == null ? null : rules.preProcessingRules();
    return cleaning != null
        && cleaning.stream()
            .anyMatch(rule -> id.equals(rule.id()) && Boolean.TRUE.equals(rule.enabled()));
  }
}
