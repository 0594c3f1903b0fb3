package io.millrace.conformance;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The nodes that only move values, each run alone. */
class BuiltInNodesConformanceTest {

  @ParameterizedTest
  @ValueSource(strings = {"aggregator", "list_operator", "assigner"})
  void nodesGiveWhatWasRecorded(String suite) {
    ConformanceSuite.load("engine", suite).check(NodeVector::run);
  }
}
