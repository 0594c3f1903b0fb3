package io.millrace.tool;

import java.util.List;

/**
 * The {@code langgenius/dify_extractor} family: one tool that reads documents (spec/04 §5.5).
 *
 * @since 0.1
 */
public final class DifyExtractorProvider implements ToolProvider {

  /** For {@link java.util.ServiceLoader}; opens nothing. */
  public DifyExtractorProvider() {}

  @Override
  public String id() {
    return "langgenius/dify_extractor/dify_extractor";
  }

  @Override
  public List<Tool> tools() {
    return List.of(new DifyExtractorTool());
  }
}
