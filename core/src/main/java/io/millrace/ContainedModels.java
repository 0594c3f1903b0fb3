package io.millrace;

import io.millrace.file.FileType;
import io.millrace.model.ChatAnswer;
import io.millrace.model.ChatModel;
import io.millrace.model.ChatRequest;
import io.millrace.model.EmbeddingModel;
import io.millrace.model.ModelCall;
import io.millrace.model.ModelException;
import io.millrace.model.ModelId;
import io.millrace.model.RerankModel;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Models whose plugins may do anything wrong: it becomes a {@link ModelException} that names them.
 */
final class ContainedModels {
  private ContainedModels() {}

  static ChatModel of(ChatModel good) {
    return good instanceof Chat ? good : new Chat(good);
  }

  static EmbeddingModel of(EmbeddingModel good) {
    return good instanceof Embedding ? good : new Embedding(good);
  }

  static RerankModel of(RerankModel good) {
    return good instanceof Rerank ? good : new Rerank(good);
  }

  private static <T> T call(Object plugin, String what, Callable<@Nullable T> call) {
    return PluginCall.make(what, call, (wrong, cause) -> defect(plugin, wrong, cause));
  }

  private static ModelException defect(Object plugin, String what, @Nullable Throwable cause) {
    return ModelException.permanent(PluginCall.sentence("A model", what, plugin.getClass()), cause);
  }

  private record Chat(ChatModel good) implements ChatModel {
    @Override
    public ModelId id() {
      return ContainedModels.call(good, "id", good::id);
    }

    @Override
    public boolean accepts(FileType kind, String mimeType) {
      return good.accepts(kind, mimeType);
    }

    @Override
    public boolean takesTools() {
      return good.takesTools();
    }

    @Override
    public ChatAnswer chat(ChatRequest request, ModelCall call, Consumer<String> onText) {
      return ContainedModels.call(good, "chat", () -> good.chat(request, call, onText));
    }

    @Override
    public ChatAnswer chat(ChatRequest request, ModelCall call) {
      return ContainedModels.call(good, "chat", () -> good.chat(request, call));
    }
  }

  private record Embedding(EmbeddingModel good) implements EmbeddingModel {
    @Override
    public ModelId id() {
      return call(good, "id", good::id);
    }

    @Override
    public int dimension() {
      return call(good, "dimension", good::dimension);
    }

    @Override
    public List<float[]> embed(List<String> texts) {
      List<float[]> vectors = call(good, "embed", () -> good.embed(texts));
      if (vectors.size() != texts.size() || vectors.stream().anyMatch(Objects::isNull)) {
        throw defect(
            good, "gave %d vectors for %d texts".formatted(vectors.size(), texts.size()), null);
      }
      int dimension = dimension();
      vectors.forEach(vector -> require(dimension, vector));
      return vectors;
    }

    @Override
    public float[] embedQuery(String query) {
      float[] vector = call(good, "embedQuery", () -> good.embedQuery(query));
      require(dimension(), vector);
      return vector;
    }

    private void require(int dimension, float[] vector) {
      if (vector.length != dimension) {
        throw defect(
            good,
            "gave a vector of %d numbers and says it has %d".formatted(vector.length, dimension),
            null);
      }
    }

    @Override
    public int countTokens(String text) {
      return call(good, "countTokens", () -> good.countTokens(text));
    }

    @Override
    public int maxBatchSize() {
      return good.maxBatchSize();
    }

    @Override
    public int maxBatchTokens() {
      return good.maxBatchTokens();
    }
  }

  private record Rerank(RerankModel good) implements RerankModel {
    @Override
    public ModelId id() {
      return call(good, "id", good::id);
    }

    @Override
    public List<Double> score(String query, List<String> texts) {
      List<Double> scores = call(good, "score", () -> good.score(query, texts));
      if (scores.size() != texts.size() || scores.stream().anyMatch(Objects::isNull)) {
        throw defect(
            good, "gave %d scores for %d texts".formatted(scores.size(), texts.size()), null);
      }
      return scores;
    }
  }
}
