package io.millrace.pipeline;

import io.millrace.variable.Selector;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Pipelines to test with: our own, and those of a conformance folder where there is one. */
final class Samples {
  static final List<String> OURS = List.of("branches.pipeline", "containers.pipeline");

  private Samples() {}

  static String text(String name) {
    try (InputStream in = Samples.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static Pipeline pipeline(String name) {
    return new PipelineReader().read(text(name));
  }

  /** Returns a valid builder with the nodes file → extract → chunk → index and its edges. */
  static PipelineBuilder chain() {
    return Pipeline.builder("Chain")
        .datasource("file")
        .localFile("txt", "md")
        .documentExtractor("extract", Selector.of("file", "file"))
        .generalChunker("chunk")
        .mixed("input_variable", "{{#extract.text#}}")
        .add()
        .knowledgeIndex("index")
        .chunks(Selector.of("chunk", "result"))
        .economy()
        .chain("file", "extract", "chunk", "index");
  }

  /** Returns the folder given by -Dmillrace.conformance.dir, else the one beside the project. */
  static Optional<Path> conformance() {
    String given = System.getProperty("millrace.conformance.dir");
    Stream<Path> candidates =
        given != null
            ? Stream.of(Path.of(given), Path.of("..").resolve(given))
            : Stream.of(
                Path.of("../../shared/conformance"), Path.of("../../../shared/conformance"));
    return candidates.filter(Files::isDirectory).findFirst();
  }

  /** Returns the pipeline files of the conformance folder; empty when there is none. */
  static List<Path> conformancePipelines() {
    Path folder = conformance().map(dir -> dir.resolve("dsl")).orElse(Path.of("absent"));
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".pipeline")).sorted().toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
