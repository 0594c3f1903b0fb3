package io.millrace.extractor.tika;

import io.millrace.python.PythonText;
import java.io.IOException;

/** JSON written anew as Python does, indented by two, non-ASCII as it is (spec/04 §4). */
final class JsonText {
  private JsonText() {}

  /**
   * Returns the text of a file that is JSON.
   *
   * @throws SyntaxFlaw if it is not
   */
  static String of(Input input) throws IOException {
    BoundedText text = input.text();
    PythonText.indentedJson(JsonReader.read(TextDecoder.decode(input.bytes())), text);
    return text.toString();
  }
}
