package io.millrace.benchmarks.ingest;

import dev.langchain4j.data.document.Document;
import dev.langchain4j.data.document.splitter.DocumentSplitters;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.store.embedding.EmbeddingStoreIngestor;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import io.millrace.benchmarks.fake.FakeVectors;
import io.millrace.benchmarks.fake.Texts;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The same with LangChain4j's ingestor, given a hundred texts at a time, so that it need not hold
 * all texts at once. Arguments: how many texts, how many to warm up with, how many warm rounds.
 */
final class LangChainIngest {
  private static final int AT_ONCE = 100;

  private final Texts.Pieces texts = new Texts.Pieces(OurIngest.TEXT_LENGTH);
  private final IntFunction<float[]> vectors = new FakeVectors(OurIngest.DIMENSION).prepared();

  public static void main(String[] arguments) throws Exception {
    IngestRounds.measure(
        Integer.parseInt(arguments[0]),
        Integer.parseInt(arguments[1]),
        Integer.parseInt(arguments[2]),
        new LangChainIngest()::run);
  }

  private double run(int count) {
    long begin = System.nanoTime();
    InMemoryEmbeddingStore<TextSegment> store = new InMemoryEmbeddingStore<>();
    EmbeddingStoreIngestor ingestor =
        EmbeddingStoreIngestor.builder()
            .documentSplitter(DocumentSplitters.recursive(OurIngest.CHUNK_LENGTH, 0))
            .embeddingModel(new Fake(vectors))
            .embeddingStore(store)
            .build();
    for (int from = 0; from < count; from += AT_ONCE) {
      ingestor.ingest(
          IntStream.range(from, Math.min(count, from + AT_ONCE))
              .mapToObj(number -> Document.from(texts.get(number)))
              .toList());
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    if (store.size() < count) {
      throw new IllegalStateException("Only " + store.size() + " segments of " + count + " texts");
    }
    return seconds;
  }

  private record Fake(IntFunction<float[]> vectors) implements EmbeddingModel {
    @Override
    public Response<List<Embedding>> embedAll(List<TextSegment> segments) {
      return Response.from(
          segments.stream()
              .map(segment -> Embedding.from(vectors.apply(segment.text().hashCode())))
              .toList());
    }
  }
}
