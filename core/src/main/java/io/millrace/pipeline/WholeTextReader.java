package io.millrace.pipeline;

import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.scanner.Constant;

/**
 * Gives the YAML scanner a whole text at once. The reader that it replaces copies everything since
 * the start of a token each time it reads another kilobyte: 25 seconds for a token of 10 MB.
 */
final class WholeTextReader extends StreamReader {
  private final int[] text;
  private int pointer;
  private int documentIndex;
  private int line;
  private int column;

  /**
   * @throws ReaderException if a character is one that YAML does not allow
   */
  WholeTextReader(String text) {
    super("");
    this.text = text.codePoints().toArray();
    for (int i = 0; i < this.text.length; i++) {
      if (!isPrintable(this.text[i])) {
        throw new ReaderException("text", i, this.text[i], "special characters are not allowed");
      }
    }
  }

  @Override
  public Mark getMark() {
    return new Mark("text", pointer, line, column, text, pointer);
  }

  @Override
  public void forward() {
    forward(1);
  }

  @Override
  public void forward(int length) {
    for (int i = 0; i < length && pointer < text.length; i++) {
      int c = text[pointer++];
      documentIndex++;
      if (Constant.LINEBR.has(c) || (c == '\r' && peek() != '\n')) {
        line++;
        column = 0;
      } else if (c != 0xFEFF) {
        column++;
      }
    }
  }

  @Override
  public int peek() {
    return peek(0);
  }

  @Override
  public int peek(int index) {
    return pointer + index < text.length ? text[pointer + index] : '\0';
  }

  @Override
  public String prefix(int length) {
    return new String(text, pointer, Math.min(length, text.length - pointer));
  }

  @Override
  public String prefixForward(int length) {
    String prefix = prefix(length);
    pointer = Math.min(pointer + length, text.length);
    documentIndex += length;
    column += length;
    return prefix;
  }

  @Override
  public int getColumn() {
    return column;
  }

  @Override
  public int getIndex() {
    return pointer;
  }

  @Override
  public int getDocumentIndex() {
    return documentIndex;
  }

  @Override
  public void resetDocumentIndex() {
    documentIndex = 0;
  }

  @Override
  public int getLine() {
    return line;
  }
}
