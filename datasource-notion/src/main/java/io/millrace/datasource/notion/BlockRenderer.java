package io.millrace.datasource.notion;

/** Writes blocks of some types as Markdown. */
@FunctionalInterface
interface BlockRenderer {

  /** Returns a block with all that is below it, without blank lines around; empty for nothing. */
  String render(Block block, Rendering page);
}
