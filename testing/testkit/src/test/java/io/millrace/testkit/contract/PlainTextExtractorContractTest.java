package io.millrace.testkit.contract;

import io.millrace.extractor.DocumentExtractor;
import io.millrace.testkit.fake.PlainTextExtractor;

class PlainTextExtractorContractTest extends DocumentExtractorContract {
  @Override
  protected DocumentExtractor extractor() {
    return Planted.in(DocumentExtractor.class, new PlainTextExtractor());
  }
}
