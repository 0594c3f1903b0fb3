package io.millrace.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DocumentationTest {
  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  /** Markdown that a page shows as Markdown, code blocks included. */
  private static final Pattern QUOTED =
      Pattern.compile("^````\\w*\n.*?^````$", Pattern.DOTALL | Pattern.MULTILINE);

  private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]+)(#[^)]*)?\\)");

  static Stream<Path> documentation() {
    return RepositoryFiles.documentation().stream();
  }

  @ParameterizedTest
  @MethodSource("documentation")
  void everyBlockOfJavaIsCutFromCompiledCode(Path file) {
    List<String> sources =
        RepositoryFiles.below("examples", ".java").stream()
            .map(source -> unindented(RepositoryFiles.text(source)))
            .toList();
    for (String block : blocks(file)) {
      assertThat(sources)
          .as("a file below examples that holds this block of %s:%n%s", file, block)
          .anyMatch(source -> source.contains(unindented(block)));
    }
  }

  @ParameterizedTest
  @MethodSource("documentation")
  void everyRelativeLinkLeadsToAFile(Path file) {
    assertThat(LINK.matcher(RepositoryFiles.text(file)).results().map(link -> link.group(1)))
        .filteredOn(target -> !target.contains("://"))
        .allSatisfy(
            target -> assertThat(Files.exists(file.resolveSibling(target))).as(target).isTrue());
  }

  @Test
  void theReadmeShowsItsExampleWhole() {
    List<String> blocks = blocks(RepositoryFiles.ROOT.resolve("README.md"));

    assertThat(blocks).hasSize(2);
    Path example =
        RepositoryFiles.ROOT.resolve(
            "examples/src/test/java/io/millrace/examples/ReadmeExample.java");
    String source = unindented(RepositoryFiles.text(example));
    int body = source.indexOf("\n", source.indexOf("static void run(")) + 1;
    assertThat(source.substring(body, source.lastIndexOf("}\n}\n")))
        .isEqualTo(unindented(blocks.get(0)));
  }

  @Test
  void theTutorialShowsItsProjectWhole() {
    String page = RepositoryFiles.text(RepositoryFiles.ROOT.resolve("docs/writing-a-plugin.md"));

    assertThat(page)
        .contains(
            "```xml\n"
                + RepositoryFiles.text(
                    RepositoryFiles.ROOT.resolve("examples/datasource-rss/pom.xml"))
                + "```");
    RepositoryFiles.below("examples/datasource-rss/src", ".java").stream()
        .filter(file -> !file.endsWith("package-info.java"))
        .filter(file -> !file.endsWith("FeedsPipelineTest.java"))
        .forEach(
            file -> assertThat(page).contains("```java\n" + RepositoryFiles.text(file) + "```"));
  }

  @Test
  void theTutorialsProjectHasTheVersionsOfThisOne() {
    String root = RepositoryFiles.text(RepositoryFiles.ROOT.resolve("pom.xml"));
    Matcher plugin =
        Pattern.compile(
                "<artifactId>(maven-\\w+-plugin|\\w+-maven-plugin)</artifactId>\\s+<version>([^<]+)")
            .matcher(
                RepositoryFiles.text(
                    RepositoryFiles.ROOT.resolve("examples/datasource-rss/pom.xml")));
    int found = 0;
    while (plugin.find()) {
      found++;
      assertThat(root)
          .containsPattern(
              "<artifactId>%s</artifactId>\\s+<version>%s"
                  .formatted(plugin.group(1), Pattern.quote(plugin.group(2))));
    }
    assertThat(found).isEqualTo(4);
  }

  private static List<String> blocks(Path file) {
    String text = QUOTED.matcher(RepositoryFiles.text(file)).replaceAll("");
    return JAVA.matcher(text).results().map(DocumentationTest::body).toList();
  }

  private static String body(MatchResult block) {
    return block.group(1);
  }

  private static String unindented(String code) {
    StringBuilder lines = new StringBuilder();
    code.lines().map(String::strip).forEach(line -> lines.append(line).append('\n'));
    return lines.toString();
  }
}
