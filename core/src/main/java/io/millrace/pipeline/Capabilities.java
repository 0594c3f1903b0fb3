package io.millrace.pipeline;

/**
 * What an engine can run, as the {@link DegradationReport} asks it.
 *
 * <p>Implementations must answer for any text, must not throw and must not do input or output.
 *
 * @since 0.1
 */
public interface Capabilities {

  /** Returns whether nodes of this type run, such as {@code document-extractor}. */
  Support nodeType(String type);

  /**
   * Returns whether this tool runs, such as {@code langgenius/qa_chunk/qa_chunk}, {@code qa_chunk}.
   */
  Support tool(String providerId, String toolName);

  /**
   * Returns whether this datasource can be read.
   *
   * @param providerType {@code local_file}, {@code online_document}, {@code website_crawl} or
   *     {@code online_drive}
   */
  Support datasource(String providerType, String pluginId, String providerName);

  /**
   * Returns whether this model can be called.
   *
   * @param type {@code llm}, {@code text-embedding} or {@code rerank}
   */
  Support model(String type, String provider, String name);
}
