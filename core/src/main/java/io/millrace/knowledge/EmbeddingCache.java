package io.millrace.knowledge;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import io.millrace.model.ModelId;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Vectors by model and text, so that the same text is embedded once (spec/06 §4); those that were
 * not asked for longest go first. Thread-safe.
 */
final class EmbeddingCache {
  /** What an entry costs besides its vector: keys, hash, table. */
  private static final int OVERHEAD_BYTES = 150;

  private final long maxBytes;
  private final Map<Key, float[]> vectors = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  EmbeddingCache(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  synchronized float @Nullable [] get(Key key) {
    return vectors.get(key);
  }

  synchronized void put(Key key, float[] vector) {
    float[] before = vectors.put(key, vector);
    bytes += cost(vector) - (before == null ? 0 : cost(before));
    Iterator<float[]> oldest = vectors.values().iterator();
    while (bytes > maxBytes) {
      bytes -= cost(oldest.next());
      oldest.remove();
    }
  }

  private static int cost(float[] vector) {
    return OVERHEAD_BYTES + Float.BYTES * vector.length;
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
