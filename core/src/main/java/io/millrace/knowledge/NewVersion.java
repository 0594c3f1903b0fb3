package io.millrace.knowledge;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A document's new content, whole: what {@link KnowledgeStore#commit} puts in the place of the old.
 *
 * @param documentId a registered document
 * @param segments in order; may be empty
 * @param latency how long it took to make
 * @since 0.1
 */
public record NewVersion(String documentId, ImmutableList<NewSegment> segments, Duration latency) {
  public NewVersion {
    requireNonNull(documentId, "documentId");
    requireNonNull(segments, "segments");
    requireNonNull(latency, "latency");
  }

  /**
   * A segment to store.
   *
   * @param content the chunk; for {@code qa_model} the question
   * @param answer for {@code qa_model}, else {@code null}
   * @param tokens the embedding model's tokens; 0 for economy
   * @param keywords for economy, else empty
   * @param vector of the content, or {@code null} where it is not searched by meaning
   * @param children for {@code hierarchical_model}, else empty
   * @param attachments files that belong to it
   * @param summary what a model made of the content, found in its place; or {@code null}
   */
  @SuppressWarnings("ArrayRecordComponent") // handed to the store and never compared
  public record NewSegment(
      String content,
      @Nullable String answer,
      int tokens,
      ImmutableList<String> keywords,
      float @Nullable [] vector,
      ImmutableList<NewChild> children,
      ImmutableList<Attachment> attachments,
      @Nullable NewSummary summary) {
    public NewSegment(
        String content,
        @Nullable String answer,
        int tokens,
        ImmutableList<String> keywords,
        float @Nullable [] vector,
        ImmutableList<NewChild> children,
        ImmutableList<Attachment> attachments,
        @Nullable NewSummary summary) {
      this.content = requireNonNull(content, "content");
      this.answer = answer;
      this.tokens = tokens;
      this.keywords = requireNonNull(keywords, "keywords");
      this.vector = vector;
      this.children = requireNonNull(children, "children");
      this.attachments = requireNonNull(attachments, "attachments");
      this.summary = summary;
    }

    /** A segment without a summary. */
    public NewSegment(
        String content,
        @Nullable String answer,
        int tokens,
        ImmutableList<String> keywords,
        float @Nullable [] vector,
        ImmutableList<NewChild> children,
        ImmutableList<Attachment> attachments) {
      this(content, answer, tokens, keywords, vector, children, attachments, null);
    }

    /** A segment without files. */
    public NewSegment(
        String content,
        @Nullable String answer,
        int tokens,
        ImmutableList<String> keywords,
        float @Nullable [] vector,
        ImmutableList<NewChild> children) {
      this(content, answer, tokens, keywords, vector, children, ImmutableList.of());
    }
  }

  /**
   * A segment's summary to store.
   *
   * @param content the text
   * @param vector of the content
   */
  @SuppressWarnings("ArrayRecordComponent") // handed to the store and never compared
  public record NewSummary(String content, float @Nullable [] vector) {
    public NewSummary(String content, float @Nullable [] vector) {
      this.content = requireNonNull(content, "content");
      this.vector = vector;
    }
  }

  /**
   * A child chunk to store.
   *
   * @param content the text
   * @param vector of the content, or {@code null} where it is not searched by meaning
   */
  @SuppressWarnings("ArrayRecordComponent") // handed to the store and never compared
  public record NewChild(String content, float @Nullable [] vector) {
    public NewChild(String content, float @Nullable [] vector) {
      this.content = requireNonNull(content, "content");
      this.vector = vector;
    }
  }
}
