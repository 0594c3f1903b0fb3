package io.millrace.contract;

import io.millrace.extractor.DocumentExtractor;
import io.millrace.extractor.tika.TikaDocumentExtractor;
import io.millrace.testkit.contract.DocumentExtractorContract;

class TikaDocumentExtractorContractTest extends DocumentExtractorContract {
  @Override
  protected DocumentExtractor extractor() {
    return new TikaDocumentExtractor();
  }
}
