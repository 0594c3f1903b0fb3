package io.millrace.testkit.fake;

import io.millrace.extractor.DocumentExtractor;
import io.millrace.testkit.contract.DocumentExtractorContract;

class PlainTextExtractorContractTest extends DocumentExtractorContract {
  @Override
  protected DocumentExtractor extractor() {
    return new PlainTextExtractor();
  }
}
