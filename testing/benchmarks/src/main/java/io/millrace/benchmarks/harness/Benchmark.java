package io.millrace.benchmarks.harness;

/**
 * Something that can be measured.
 *
 * <p>A new one is a class in the package of its subject ({@code crawl}, {@code server}, …) and a
 * line in the catalogue. It must run at {@link Scale#TINY} in a second or two.
 */
public interface Benchmark {

  /** Returns its name on the command line: subject, hyphen, what is measured. */
  String name();

  /** Measures, and puts every figure into the report as it is known. */
  void run(Scale scale, Report report) throws Exception;
}
