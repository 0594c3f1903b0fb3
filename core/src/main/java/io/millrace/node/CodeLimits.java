package io.millrace.node;

import java.math.BigInteger;

/**
 * What the outputs of a {@code code} node may be (spec/04 §6.4).
 *
 * @param maxStringLength the longest text, in code points
 * @param minNumber the smallest number
 * @param maxNumber the largest number
 * @param maxPrecision the most digits behind the point of a float
 * @param maxDepth how deep objects may be inside each other
 * @param maxNumberArray the most elements of an {@code array[number]}
 * @param maxStringArray the most elements of an {@code array[string]}
 * @param maxObjectArray the most elements of an {@code array[object]}
 * @since 0.1
 */
public record CodeLimits(
    int maxStringLength,
    BigInteger minNumber,
    BigInteger maxNumber,
    int maxPrecision,
    int maxDepth,
    int maxNumberArray,
    int maxStringArray,
    int maxObjectArray) {

  /** Dify's defaults. */
  public static final CodeLimits DEFAULT =
      new CodeLimits(
          400_000,
          BigInteger.valueOf(-Long.MAX_VALUE),
          BigInteger.valueOf(Long.MAX_VALUE),
          20,
          5,
          1_000,
          30,
          30);
}
