package io.millrace.benchmarks.harness;

import com.google.common.hash.Hashing;
import java.util.Locale;

/** What the figures were measured on, and how busy it was. */
public final class Machine {
  private Machine() {}

  /**
   * Describes the machine: a fixed piece of work tells how fast one thread is, and its time on the
   * clock beside its processor time how much of a processor it got.
   */
  public static String describe(Scale scale) throws Exception {
    byte[] block = new byte[1 << 20];
    Rounds.Work work = () -> Hashing.sha256().hashBytes(block);
    double processor = Rounds.median(2, scale.rounds(), Rounds.processorNanos(scale, work));
    double clock = Rounds.median(0, scale.rounds(), Rounds.clockNanos(scale, work));
    return String.format(
        Locale.ROOT,
        "%d processors, %s %s, JDK %s; calibration: SHA-256 at %.0f MB/s of processor time, %.0f %%"
            + " of a processor was free",
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        System.getProperty("java.version"),
        1e9 / processor * block.length / 1e6,
        Math.min(100, 100 * processor / clock));
  }
}
