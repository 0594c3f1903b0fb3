package io.millrace.pipeline;

import com.google.common.collect.ImmutableSet;

/** The node types that Dify knows (spec/04), by what the graph needs to know of them. */
final class NodeTypes {
  static final String DATASOURCE = "datasource";
  static final String KNOWLEDGE_INDEX = "knowledge-index";
  static final String DOCUMENT_EXTRACTOR = "document-extractor";
  static final String TOOL = "tool";
  static final String IF_ELSE = "if-else";
  static final String AGGREGATOR = "variable-aggregator";
  static final String LEGACY_AGGREGATOR = "variable-assigner";
  static final String ITERATION = "iteration";
  static final String LOOP = "loop";
  static final String LLM = "llm";
  static final String QUESTION_CLASSIFIER = "question-classifier";
  static final String PARAMETER_EXTRACTOR = "parameter-extractor";
  static final String KNOWLEDGE_RETRIEVAL = "knowledge-retrieval";
  static final String AGENT = "agent";

  /** An editor remark: the top-level type of a node that is no part of the graph. */
  static final String NOTE = "custom-note";

  static final ImmutableSet<String> ROOTS =
      ImmutableSet.of(DATASOURCE, "start", "trigger-webhook", "trigger-schedule", "trigger-plugin");

  /** Where the inside of a container begins. */
  static final ImmutableSet<String> CONTAINER_STARTS =
      ImmutableSet.of("iteration-start", "loop-start");

  static final ImmutableSet<String> KNOWN =
      ImmutableSet.<String>builder()
          .addAll(ROOTS)
          .addAll(CONTAINER_STARTS)
          .add(KNOWLEDGE_INDEX, DOCUMENT_EXTRACTOR, TOOL, IF_ELSE, AGGREGATOR, LEGACY_AGGREGATOR)
          .add(ITERATION, LOOP, LLM, QUESTION_CLASSIFIER, PARAMETER_EXTRACTOR)
          .add(KNOWLEDGE_RETRIEVAL, AGENT, "loop-end", "end", "answer", "template-transform")
          .add("code", "http-request", "list-operator", "assigner", "human-input")
          .build();

  private NodeTypes() {}
}
