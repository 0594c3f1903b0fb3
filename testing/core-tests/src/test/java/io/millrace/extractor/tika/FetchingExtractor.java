package io.millrace.extractor.tika;

import io.millrace.extractor.DocumentExtractor;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** The extractor with downloads answered by a test. */
@NullMarked
public final class FetchingExtractor {
  private FetchingExtractor() {}

  /** Returns an extractor; an answer is the bytes and their content type, or {@code null}. */
  public static DocumentExtractor answeredBy(
      Function<String, Map.@Nullable Entry<byte[], Optional<String>>> answers) {
    return new TikaDocumentExtractor(
        url ->
            Optional.ofNullable(answers.apply(url))
                .map(
                    answer ->
                        new ImageFetcher.Download(
                            answer.getKey(), answer.getValue().orElse(null))));
  }
}
