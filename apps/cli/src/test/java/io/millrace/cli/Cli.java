package io.millrace.cli;

import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.PipelineVariable;
import io.millrace.pipeline.PipelineWriter;
import io.millrace.variable.Selector;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;

/** The command in a folder of its own, and what it printed and answered. */
final class Cli {
  final Path folder;
  final Path pipeline;
  final Path store;

  /** What one call came to. */
  record Outcome(int code, String out, String err) {}

  Cli(Path folder) throws IOException {
    this.folder = folder;
    this.store = folder.resolve("store");
    this.pipeline = folder.resolve("notes.pipeline");
    new PipelineWriter().write(notes(), pipeline);
  }

  /** Text files, a chunk a paragraph, indexed by keywords; asks for the greatest length. */
  private static Pipeline notes() {
    return Pipeline.builder("Notes")
        .variable(PipelineVariable.shared("number", "longest").label("Longest").required().build())
        .datasource("file")
        .localFile("md", "txt")
        .documentExtractor("extract", Selector.of("file", "file"))
        .generalChunker("chunk")
        .mixed("input_variable", "{{#extract.text#}}")
        .constant("delimiter", "\\n\\n")
        .variable("max_chunk_length", Selector.of("rag", "shared", "longest"))
        .add()
        .knowledgeIndex("index")
        .chunks(Selector.of("chunk", "result"))
        .economy()
        .chain("file", "extract", "chunk", "index")
        .build();
  }

  Path file(String name, String text) throws IOException {
    Path file = folder.resolve("documents").resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  Path documents() {
    return folder.resolve("documents");
  }

  /** Calls {@code run} with the pipeline, its input and the store. */
  Outcome run(Object... more) {
    return call(
        concat(new Object[] {"run", pipeline, "--input", "longest=500", "--store", store}, more));
  }

  Outcome search(Object... more) {
    return call(concat(new Object[] {"search", "--store", store}, more));
  }

  Outcome call(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command =
        MillraceCommand.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true));
    String[] texts = new String[arguments.length];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = arguments[i].toString();
    }
    return new Outcome(command.execute(texts), out.toString(), err.toString());
  }

  static Object[] concat(Object[] first, Object[] second) {
    Object[] all = new Object[first.length + second.length];
    System.arraycopy(first, 0, all, 0, first.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }
}
