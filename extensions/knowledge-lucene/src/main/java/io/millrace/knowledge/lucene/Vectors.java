package io.millrace.knowledge.lucene;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import io.millrace.knowledge.KnowledgeBase;
import io.millrace.knowledge.KnowledgeBase.VectorModel;
import io.millrace.knowledge.KnowledgeException;
import io.millrace.knowledge.NewVersion;
import io.millrace.knowledge.SegmentEdit;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** Vectors of unit length, each model's in a field of its own. */
final class Vectors {
  private Vectors() {}

  /** Returns the field of a model's vectors. Vectors of two models never mix. */
  static String field(VectorModel model) {
    String name = model.id().provider() + "\0" + model.id().name();
    return "vector-%d-%s"
        .formatted(model.dimension(), Hashing.murmur3_128().hashString(name, UTF_8));
  }

  /**
   * Checks all vectors of a version.
   *
   * @throws KnowledgeException if one cannot be stored in this knowledge base
   */
  static void check(KnowledgeBase base, NewVersion version) {
    version.segments().forEach(segment -> check(base, segment));
  }

  private static void check(KnowledgeBase base, NewVersion.NewSegment segment) {
    check(base, segment.vector());
    NewVersion.NewSummary summary = segment.summary();
    if (summary != null) {
      check(base, summary.vector());
    }
    segment.children().forEach(child -> check(base, child.vector()));
  }

  /**
   * Checks one vector.
   *
   * @throws KnowledgeException if its length is not that of the knowledge base's vectors, or it
   *     holds something that is not a number
   */
  static void check(KnowledgeBase base, float @Nullable [] vector) {
    if (vector == null) {
      return;
    }
    VectorModel model = base.vectorModel();
    if (model == null) {
      throw new KnowledgeException(
          "Knowledge base '%s' has no vector model. Set it with update() before its first vector."
              .formatted(base.name()));
    }
    if (vector.length != model.dimension()) {
      throw new KnowledgeException(
          "A vector of length %d does not fit knowledge base '%s', which holds vectors of %s of length %d."
              .formatted(vector.length, base.name(), model.id(), model.dimension()));
    }
    for (float component : vector) {
      if (!Float.isFinite(component)) {
        throw new KnowledgeException(
            "A vector for knowledge base '%s' holds %s, which is not a finite number."
                .formatted(base.name(), component));
      }
    }
  }

  /** Returns a vector as bytes. */
  static BytesRef write(float[] vector) {
    ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES);
    bytes.asFloatBuffer().put(vector);
    return new BytesRef(bytes.array());
  }

  static float[] read(BytesRef bytes) {
    float[] vector = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes.bytes, bytes.offset, bytes.length).asFloatBuffer().get(vector);
    return vector;
  }

  /**
   * Checks the vectors that edits bring.
   *
   * @throws KnowledgeException if one cannot be stored in this knowledge base
   */
  static void check(KnowledgeBase base, List<SegmentEdit> edits) {
    for (SegmentEdit edit : edits) {
      if (edit instanceof SegmentEdit.Add add) {
        check(base, add.segment());
      } else if (edit instanceof SegmentEdit.Replace replace) {
        check(base, replace.segment());
      } else if (edit instanceof SegmentEdit.AddChild add) {
        check(base, add.child().vector());
      } else if (edit instanceof SegmentEdit.ReplaceChild replace) {
        check(base, replace.child().vector());
      }
    }
  }

  /** Returns the vector with length one, or {@code null} if it points nowhere. */
  static float @Nullable [] unit(float[] vector) {
    double squares = 0;
    for (float component : vector) {
      squares += (double) component * component;
    }
    double length = Math.sqrt(squares);
    if (length == 0) {
      return null;
    }
    float[] unit = new float[vector.length];
    for (int i = 0; i < vector.length; i++) {
      unit[i] = (float) (vector[i] / length);
    }
    return unit;
  }
}
