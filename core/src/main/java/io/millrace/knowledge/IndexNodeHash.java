package io.millrace.knowledge;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;

/**
 * The {@code index_node_hash} of segments and child chunks (spec/06 §1).
 *
 * @since 0.1
 */
public final class IndexNodeHash {
  private IndexNodeHash() {}

  /** Returns the lower-case hex SHA-256 of the text followed by the four letters {@code None}. */
  public static String of(String text) {
    return Hashing.sha256()
        .newHasher()
        .putString(text, UTF_8)
        .putString("None", UTF_8)
        .hash()
        .toString();
  }
}
