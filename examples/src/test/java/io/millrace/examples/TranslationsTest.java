package io.millrace.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The Chinese pages have the headings, code blocks and table rows of the English ones. */
class TranslationsTest {
  private static final Pattern CODE =
      Pattern.compile("^```.*?^```$", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern HEADING = Pattern.compile("^(#+) ", Pattern.MULTILINE);
  private static final Pattern ROW = Pattern.compile("^\\|", Pattern.MULTILINE);

  /** Examples that tests write into the English page alone. */
  private static final Pattern GENERATED =
      Pattern.compile("<!-- (every \\w+) -->.*?<!-- /\\1 -->", Pattern.DOTALL);

  static Stream<Arguments> pages() {
    return Stream.concat(
        Stream.of(Arguments.of("README.md", "README.zh-CN.md")),
        RepositoryFiles.below("docs/zh-CN", ".md").stream()
            .map(page -> RepositoryFiles.ROOT.resolve("docs/zh-CN").relativize(page).toString())
            .map(page -> Arguments.of("docs/" + page, "docs/zh-CN/" + page)));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void aPageHasTheHeadingsCodeAndTablesOfItsOriginal(String english, String chinese) {
    String original = text(english);
    String translation = text(chinese);

    assertThat(found(CODE, translation)).isEqualTo(found(CODE, original));
    assertThat(found(HEADING, withoutCode(translation)))
        .as("levels of the headings")
        .isEqualTo(found(HEADING, withoutCode(original)));
    assertThat(found(ROW, withoutCode(translation)))
        .as("rows of tables")
        .hasSameSizeAs(found(ROW, withoutCode(original)));
  }

  @Test
  void everyDatasourcesPageAndTheQuickStartAreThere() {
    List<String> translated =
        RepositoryFiles.below("docs/zh-CN", ".md").stream()
            .map(page -> RepositoryFiles.ROOT.resolve("docs/zh-CN").relativize(page).toString())
            .toList();

    assertThat(translated).contains("quick-start.md");
    assertThat(RepositoryFiles.below("docs/datasources", ".md"))
        .allSatisfy(page -> assertThat(translated).contains("datasources/" + name(page)));
  }

  private static String name(Path page) {
    return page.toString().replaceFirst(".*/", "");
  }

  private static String text(String page) {
    String text = RepositoryFiles.text(RepositoryFiles.ROOT.resolve(page));
    return GENERATED.matcher(text).replaceAll("");
  }

  private static String withoutCode(String text) {
    return CODE.matcher(text).replaceAll("");
  }

  private static List<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(MatchResult::group).toList();
  }
}
