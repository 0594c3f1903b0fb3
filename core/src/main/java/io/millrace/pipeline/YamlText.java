package io.millrace.pipeline;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;

/** Parses the YAML text of a pipeline file within limits. */
final class YamlText {
  private YamlText() {}

  /**
   * Returns the tree, {@code null} for an empty document.
   *
   * @throws YamlProblem if it is not one YAML document, or is too large when written out
   */
  static @Nullable Object parse(
      String text, ReaderLimits limits, Consumer<PipelineProblem> problems) {
    Node root = compose(text, limits);
    if (root == null) {
      return null;
    }
    YamlSize.check(root, limits);
    return YamlTree.of(root, problems);
  }

  private static @Nullable Node compose(String text, ReaderLimits limits) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(Integer.MAX_VALUE); // the size was checked in bytes
    options.setNestingDepthLimit(limits.maxDepth());
    options.setMaxAliasesForCollections(Integer.MAX_VALUE); // YamlSize measures what they add
    options.setProcessComments(false);
    try {
      return new Composer(
              new CountingParser(
                  new ParserImpl(new WholeTextReader(text), options), limits.maxValues()),
              new YamlScalars(),
              options)
          .getSingleNode();
    } catch (MarkedYAMLException e) {
      throw new YamlProblem(detail(e), e.getProblemMark());
    } catch (ReaderException e) {
      throw new YamlProblem(
          "special characters are not allowed: U+%04X".formatted(e.getCodePoint())
              + position(text, e.getPosition()),
          null);
    } catch (YAMLException e) {
      throw new YamlProblem(String.valueOf(e.getMessage()), null);
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      // the parser lets some broken escapes and directives through to the JDK
      throw new YamlProblem("an escape or a directive is malformed", null);
    }
  }

  private static String detail(MarkedYAMLException e) {
    return e.getContext() == null ? e.getProblem() : e.getContext() + ", " + e.getProblem();
  }

  /**
   * @param index in code points
   */
  private static String position(String text, int index) {
    String before = text.substring(0, text.offsetByCodePoints(0, index));
    int line = (int) before.chars().filter(c -> c == '\n').count();
    return YamlProblem.at(line, before.length() - before.lastIndexOf('\n') - 1);
  }
}
