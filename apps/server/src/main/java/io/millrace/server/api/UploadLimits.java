package io.millrace.server.api;

import java.util.Locale;
import java.util.Set;

/**
 * How large an uploaded file may be, by its kind (spec/01 §4).
 *
 * @param documentBytes of whatever is neither picture, sound nor film
 * @param imageBytes of a picture
 * @param audioBytes of a sound
 * @param videoBytes of a film
 * @param refusedExtensions lower case, without dot
 */
public record UploadLimits(
    long documentBytes,
    long imageBytes,
    long audioBytes,
    long videoBytes,
    Set<String> refusedExtensions) {
  private static final Set<String> IMAGE = Set.of("jpg", "jpeg", "png", "webp", "gif", "svg");
  private static final Set<String> AUDIO = Set.of("mp3", "m4a", "wav", "amr", "mpga");
  private static final Set<String> VIDEO = Set.of("mp4", "mov", "mpeg", "webm");
  private static final long MB = 1 << 20;

  /** Dify's: 15, 10, 50 and 100 MB. */
  public static final UploadLimits DEFAULT =
      new UploadLimits(15 * MB, 10 * MB, 50 * MB, 100 * MB, Set.of());

  public UploadLimits {
    refusedExtensions = Set.copyOf(refusedExtensions);
  }

  /** Returns how many bytes a file with this extension may have. */
  long of(String extension) {
    String lower = extension.toLowerCase(Locale.ROOT);
    if (IMAGE.contains(lower)) {
      return imageBytes;
    } else if (AUDIO.contains(lower)) {
      return audioBytes;
    }
    return VIDEO.contains(lower) ? videoBytes : documentBytes;
  }

  /** Returns the greatest of the limits. */
  public long greatest() {
    return Math.max(Math.max(documentBytes, imageBytes), Math.max(audioBytes, videoBytes));
  }
}
