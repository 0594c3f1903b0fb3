package io.millrace.extractor.tika;

import io.millrace.extractor.ExtractedText;
import io.millrace.extractor.ExtractionException;
import java.io.IOException;
import org.apache.tika.exception.TikaException;
import org.xml.sax.SAXException;

/** One set of rules: which files are read, how their text looks, how failures are said. */
interface Style {

  /** Reads a file. Runs on a worker. */
  ExtractedText read(Input input) throws IOException, SAXException, TikaException;

  /** Says what is wrong with a file in a full sentence. */
  ExtractionException failure(Input input, Flaw flaw);
}
