package io.millrace.extractor.tika;

import io.millrace.extractor.ExtractionException.Reason;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.emitter.Emitter;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;
import org.yaml.snakeyaml.serializer.Serializer;

/** Reads YAML and writes it again, as PyYAML would (spec/04 §4, §5.5). */
final class YamlText {
  private static final int DEEPEST = 200;

  private final Resolver resolver = new PyYamlResolver();
  private final long maxCharacters;

  YamlText(long maxCharacters) {
    this.maxCharacters = maxCharacters;
  }

  /** Returns all documents written again; a null document leaves no trace. */
  String all(String yaml) {
    return guarded(
        () -> {
          Composer composer = composer(yaml);
          List<Node> documents = new ArrayList<>();
          while (composer.checkNode()) {
            Node node = new PyYamlNodes().rewrite(composer.getNode());
            if (!node.getTag().equals(Tag.NULL)) {
              documents.add(node);
            }
          }
          return dump(documents);
        });
  }

  /** Returns the only document written again, if there is one. */
  Optional<String> single(String yaml) {
    return guarded(
        () -> {
          Node node = composer(yaml).getSingleNode();
          return node == null
              ? Optional.empty()
              : Optional.of(dump(List.of(new PyYamlNodes().rewrite(node))));
        });
  }

  private Composer composer(String yaml) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(true);
    options.setNestingDepthLimit(DEEPEST);
    options.setMaxAliasesForCollections(1_000);
    options.setCodePointLimit((int) Math.min(Integer.MAX_VALUE, maxCharacters));
    return new Composer(new ParserImpl(new StreamReader(yaml), options), resolver, options);
  }

  private String dump(List<Node> documents) throws IOException {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    options.setAllowUnicode(true);
    options.setWidth(80);
    options.setSplitLines(true);
    StringWriter out = new StringWriter();
    for (Node document : documents) {
      if (out.getBuffer().length() > 0) {
        out.append("---\n");
      }
      StringWriter one = new StringWriter();
      Serializer serializer = new Serializer(new Emitter(one, options), resolver, options, null);
      serializer.open();
      serializer.serialize(document);
      serializer.close();
      out.append(one.getBuffer());
      boolean openEnded = document instanceof ScalarNode && isPlain(one.toString());
      if (openEnded && !out.toString().endsWith("...\n")) {
        out.append("...\n");
      }
    }
    return out.toString();
  }

  private static boolean isPlain(String scalar) {
    return !scalar.startsWith("'") && !scalar.startsWith("\"") && !scalar.startsWith("!");
  }

  private static <T> T guarded(Reading<T> reading) {
    try {
      return reading.read();
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark();
      if (mark == null) {
        throw new SyntaxFlaw(String.valueOf(e.getProblem()), 1, 1, e);
      }
      int line = mark.getLine() + 1;
      int column = mark.getColumn() + 1;
      throw new SyntaxFlaw(
          "%s, line %d, column %d".formatted(e.getProblem(), line, column), line, column, e);
    } catch (YAMLException e) {
      String message = String.valueOf(e.getMessage());
      if (message.contains("limit") || message.contains("aliases")) {
        throw Flaw.of(Reason.LIMIT_EXCEEDED, "is refused: " + message, e);
      }
      throw new SyntaxFlaw(message, 1, 1, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // into memory: cannot happen
    }
  }

  @FunctionalInterface
  private interface Reading<T> {
    T read() throws IOException;
  }
}
