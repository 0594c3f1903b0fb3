package io.millrace.event;

/**
 * How far Dify shortens a node's inputs, process data and outputs in events (spec/02 §5). A run's
 * own outputs are never shortened.
 *
 * @param stringLength code points kept of a string that is too large
 * @param arrayLength elements kept of an array
 * @param size how large one mapping may be, about in characters of JSON
 * @since 0.1
 */
public record EventTruncation(int stringLength, int arrayLength, int size) {

  /** The limits of Dify's own classes: 5,000 code points, 20 elements, 1,024,000 characters. */
  public static final EventTruncation DIFY = new EventTruncation(5_000, 20, 1_024_000);

  public EventTruncation {
    if (stringLength < 1 || arrayLength < 1 || size < 1) {
      throw new IllegalArgumentException(
          "stringLength, arrayLength and size must be positive, were %d, %d and %d"
              .formatted(stringLength, arrayLength, size));
    }
  }
}
