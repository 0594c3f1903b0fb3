package io.millrace.testkit.objectstore;

/** An error document of S3. */
final class S3Error extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int status;
  private final String code;
  private final String text;

  S3Error(int status, String code, String text) {
    super(code + ": " + text);
    this.status = status;
    this.code = code;
    this.text = text;
  }

  int status() {
    return status;
  }

  String xml(String resource) {
    return Listings.HEAD
        + "<Error><Code>%s</Code><Message>%s</Message><Resource>%s</Resource>"
            .formatted(code, Listings.escaped(text), Listings.escaped(resource))
        + "<RequestId>1</RequestId></Error>";
  }
}
