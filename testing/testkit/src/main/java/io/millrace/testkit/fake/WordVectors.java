package io.millrace.testkit.fake;

import static java.util.Objects.requireNonNull;

import com.google.common.hash.Hashing;
import io.millrace.model.EmbeddingModel;
import io.millrace.model.ModelException;
import io.millrace.model.ModelId;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * An embedding model that counts words: texts that share words are near each other. Vectors have
 * length 1.
 *
 * @since 0.1
 */
public final class WordVectors implements EmbeddingModel {
  /** The length of vectors unless told otherwise. */
  public static final int DEFAULT_DIMENSION = 256;

  private final ModelId id;
  private final int dimension;

  /** Makes a model of that name, with vectors of that length. */
  public WordVectors(ModelId id, int dimension) {
    this.id = requireNonNull(id, "id");
    if (dimension < 1) {
      throw new IllegalArgumentException("dimension must be 1 or more, but was " + dimension);
    }
    this.dimension = dimension;
  }

  @Override
  public ModelId id() {
    return id;
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public List<float[]> embed(List<String> texts) {
    if (texts.size() > maxBatchSize()) {
      throw ModelException.permanent(
          "%d texts in one call; at most %d are taken".formatted(texts.size(), maxBatchSize()),
          null);
    }
    return texts.stream().map(this::vector).toList();
  }

  private float[] vector(String text) {
    float[] counts = new float[dimension];
    for (String word : Words.of(text)) {
      counts[slot(word)] += 1;
    }
    double square = 0;
    for (float count : counts) {
      square += (double) count * count;
    }
    if (square == 0) {
      counts[0] = 1;
      return counts;
    }
    float length = (float) Math.sqrt(square);
    for (int i = 0; i < dimension; i++) {
      counts[i] /= length;
    }
    return counts;
  }

  private int slot(String word) {
    int hash = Hashing.murmur3_32_fixed().hashString(word, StandardCharsets.UTF_8).asInt();
    return Math.floorMod(hash, dimension);
  }

  @Override
  public int countTokens(String text) {
    return Words.of(text).size();
  }
}
