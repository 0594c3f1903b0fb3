package io.millrace.benchmarks.harness;

import com.google.common.base.Strings;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Collects figures and prints them as a Markdown table. */
public final class Report {
  private static final String HEAD =
      """
      | What | Median | Goal | Met | Peers in the same run |
      |---|---|---|---|---|
      """;

  private final PrintStream progress;
  private final List<Figure> figures = new ArrayList<>();

  public Report(PrintStream progress) {
    this.progress = progress;
  }

  /** Adds a figure and shows it at once. */
  public void add(Figure figure) {
    figures.add(figure);
    progress.println(row(figure));
  }

  /** Returns what was added. */
  public List<Figure> figures() {
    return figures;
  }

  /** Returns the table. */
  public String table() {
    StringBuilder table = new StringBuilder(HEAD);
    figures.forEach(figure -> table.append(row(figure)).append('\n'));
    return table.toString();
  }

  private static String row(Figure figure) {
    Goal goal = figure.goal();
    List<String> peers = new ArrayList<>();
    for (Map.Entry<String, Double> peer : figure.peers().entrySet()) {
      double ratio =
          goal == null || goal.atMost()
              ? peer.getValue() / figure.median()
              : figure.median() / peer.getValue();
      peers.add("%s %s (%s ×)".formatted(peer.getKey(), number(peer.getValue()), number(ratio)));
    }
    return "| %s | %s %s | %s | %s | %s |"
        .formatted(
            figure.what(),
            number(figure.median()),
            figure.unit(),
            goal == null ? "" : (goal.atMost() ? "≤ " : "≥ ") + number(goal.limit()),
            goal == null ? "" : goal.isMetBy(figure.median()) ? "yes" : "**no**",
            peers.isEmpty() ? "" : String.join(", ", peers));
  }

  /** Three digits that count; whole numbers in groups of three. */
  private static String number(double value) {
    double size = Math.abs(value);
    if (size >= 100 || (size >= 1 && value == Math.rint(value))) {
      return String.format(Locale.ROOT, "%,d", Math.round(value));
    }
    String text =
        String.format(Locale.ROOT, size >= 10 ? "%.1f" : size >= 0.1 ? "%.2f" : "%.4f", value);
    return Strings.nullToEmpty(text);
  }
}
