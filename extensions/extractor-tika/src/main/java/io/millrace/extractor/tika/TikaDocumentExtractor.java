package io.millrace.extractor.tika;

import com.google.common.base.Suppliers;
import io.millrace.extractor.DocumentExtractor;
import io.millrace.extractor.ExtractedText;
import io.millrace.extractor.ExtractionException;
import io.millrace.extractor.ExtractionRequest;
import io.millrace.extractor.ExtractionStyle;
import java.util.function.Supplier;

/**
 * Reads documents with Apache Tika and with readers of its own where Dify's text must be met
 * exactly.
 *
 * <p>Each file is read by a daemon thread that is left alone when its time is over. Files are
 * copied to the temporary folder when a parser needs them whole, and removed when the call returns.
 * Nothing in a file is run, no external entity is resolved, and nothing is fetched.
 *
 * @since 0.1
 */
public final class TikaDocumentExtractor implements DocumentExtractor {
  private final Workers workers = new Workers();
  private final ImageFetcher fetcher;
  private final Supplier<TikaReader> tika = Suppliers.memoize(TikaReader::new);

  /** For {@link java.util.ServiceLoader}; opens nothing. */
  public TikaDocumentExtractor() {
    this(ImageFetcher.NONE);
  }

  TikaDocumentExtractor(ImageFetcher fetcher) {
    this.fetcher = fetcher;
  }

  @Override
  public String id() {
    return "tika";
  }

  @Override
  public ExtractedText extract(ExtractionRequest request) {
    try (TempFiles temps = new TempFiles()) {
      return extract(new Input(request, temps), style(request.style()));
    }
  }

  private ExtractedText extract(Input input, Style style) {
    try {
      ExtractedText found = workers.run(() -> style.read(input), input.limits().timeout());
      if (found.text().length() > input.limits().maxCharacters()) {
        throw BoundedText.tooLong(input.limits().maxCharacters());
      }
      return found;
    } catch (Workers.FailedWork e) {
      Throwable thrown = e.getCause() == null ? e : e.getCause();
      throw thrown instanceof ExtractionException known
          ? known
          : style.failure(input, Failures.describe(thrown));
    } catch (Flaw flaw) {
      throw style.failure(input, flaw);
    }
  }

  @Override
  public void close() {
    workers.close();
  }

  private Style style(ExtractionStyle style) {
    return switch (style) {
      case NODE -> new NodeStyle(tika);
      case MARKDOWN -> new MarkdownStyle(tika, fetcher);
    };
  }
}
