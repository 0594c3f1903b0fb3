package io.millrace.knowledge;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.hash.Hashing;
import io.millrace.model.ModelId;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Vectors by model and text, so that the same text is embedded once (spec/06 §4). */
final class EmbeddingCache {
  /** What an entry costs besides its vector: keys, hash, table. */
  private static final int OVERHEAD_BYTES = 150;

  private final Cache<Key, float[]> vectors;

  EmbeddingCache(long maxBytes) {
    vectors =
        CacheBuilder.newBuilder()
            .maximumWeight(maxBytes)
            .<Key, float[]>weigher((key, vector) -> OVERHEAD_BYTES + Float.BYTES * vector.length)
            .build();
  }

  float @Nullable [] get(Key key) {
    return vectors.getIfPresent(key);
  }

  void put(Key key, float[] vector) {
    vectors.put(key, vector);
  }

  static Key key(ModelId model, String text) {
    byte[] hash = Hashing.sha256().hashString(text, UTF_8).asBytes();
    ByteBuffer parts = ByteBuffer.wrap(hash);
    return new Key(model, parts.getLong(), parts.getLong());
  }

  /** A model and half of a text's SHA-256: as good as the whole to tell texts apart. */
  record Key(ModelId model, long first, long second) {

    @Override
    public int hashCode() {
      return Long.hashCode(first);
    }
  }
}
