package io.millrace.benchmarks.knowledge;

import io.millrace.benchmarks.fake.FakeVectors;
import io.millrace.benchmarks.fake.Texts;
import java.util.Comparator;
import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Set;

/** Finds the nearest texts by looking at all of them. */
final class Exact {
  private record Near(int number, double cosine) {}

  private final float[][] vectors;
  private final double[] lengths;

  Exact(int count, FakeVectors source, Texts.Pieces texts) {
    vectors = new float[count][];
    lengths = new double[count];
    for (int i = 0; i < count; i++) {
      vectors[i] = source.get(texts.get(i).hashCode());
      lengths[i] = Math.sqrt(product(vectors[i], vectors[i]));
    }
  }

  Set<Integer> nearest(float[] question, int count) {
    PriorityQueue<Near> best = new PriorityQueue<>(Comparator.comparingDouble(Near::cosine));
    for (int i = 0; i < vectors.length; i++) {
      best.add(new Near(i, product(question, vectors[i]) / lengths[i]));
      if (best.size() > count) {
        best.remove();
      }
    }
    Set<Integer> numbers = new HashSet<>();
    best.forEach(near -> numbers.add(near.number()));
    return numbers;
  }

  private static double product(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
