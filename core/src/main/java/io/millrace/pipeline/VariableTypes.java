package io.millrace.pipeline;

import com.google.common.collect.ImmutableSet;

/**
 * The types a pipeline variable can have (spec/03 §4.1).
 *
 * @since 0.1
 */
public final class VariableTypes {
  public static final String TEXT_INPUT = "text-input";
  public static final String PARAGRAPH = "paragraph";
  public static final String SELECT = "select";
  public static final String NUMBER = "number";
  public static final String CHECKBOX = "checkbox";
  public static final String FILE = "file";
  public static final String FILE_LIST = "file-list";
  public static final String JSON_OBJECT = "json_object";
  public static final String EXTERNAL_DATA_TOOL = "external_data_tool";

  /** Every type that Dify knows. */
  public static final ImmutableSet<String> ALL =
      ImmutableSet.of(
          TEXT_INPUT,
          PARAGRAPH,
          SELECT,
          NUMBER,
          CHECKBOX,
          FILE,
          FILE_LIST,
          EXTERNAL_DATA_TOOL,
          JSON_OBJECT);

  private VariableTypes() {}
}
