package io.millrace.datasource.drive;

import static io.millrace.datasource.drive.DriveBench.file;
import static io.millrace.datasource.drive.DriveBench.folder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.datasource.DatasourceException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What no S3 server that tests can start says, in the words of S3's public reference. */
class S3AnswersTest {
  private static final String LISTING =
      "<ListBucketResult><IsTruncated>%s</IsTruncated>%s</ListBucketResult>";

  private final MockWebServer server = new MockWebServer();
  private volatile Function<RecordedRequest, MockResponse> service = request -> xml(500, "");

  @SuppressWarnings("NullAway.Init")
  private DriveBench bench;

  @BeforeEach
  void start() throws Exception {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return service.apply(request);
          }
        });
    server.start();
    bench = new DriveBench("aws_s3_storage", credential());
  }

  @AfterEach
  void stop() {
    bench.close();
    server.close();
  }

  private Map<String, String> credential() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("endpoint", "http://127.0.0.1:" + server.getPort());
    values.put("access_key_id", "the-id");
    values.put("secret_access_key", "the-secret");
    return values;
  }

  private static MockResponse xml(int status, String body, String... headers) {
    MockResponse.Builder answer =
        new MockResponse.Builder().code(status).addHeader("Content-Type", "application/xml");
    for (int i = 0; i < headers.length; i += 2) {
      answer.addHeader(headers[i], headers[i + 1]);
    }
    return answer.body(body).build();
  }

  private static String error(String code, String more) {
    return "<Error><Code>" + code + "</Code><Message>no</Message>" + more + "</Error>";
  }

  @Test
  void aBucketInAnotherRegionIsNamedWithThatRegion() {
    service =
        request -> xml(400, error("AuthorizationHeaderMalformed", "<Region>eu-central-1</Region>"));
    assertThatThrownBy(() -> bench.ids("b", ""))
        .hasMessage(
            "Bucket 'b' is not in region 'us-east-1' but in 'eu-central-1'. Correct the region, or"
                + " the endpoint");
    // a HEAD has no body: the header has to do
    service = request -> xml(301, "", "x-amz-bucket-region", "ap-south-1");
    assertThatThrownBy(() -> bench.open().download(file("b", "k")))
        .hasMessageContaining("but in 'ap-south-1'");
  }

  @Test
  void anEndpointThatIsNoStoreIsNamed() {
    service = request -> xml(200, "<html><body>It works!</body></html>");
    assertThatThrownBy(() -> bench.ids("b", ""))
        .isInstanceOfSatisfying(
            DatasourceException.class, e -> assertThat(e.isRetriable()).isFalse())
        .hasMessageContaining("no store that speaks S3")
        .hasMessageContaining("Check the endpoint");
    service = request -> xml(200, "{\"hello\": 1}");
    assertThatThrownBy(() -> bench.browse(null, null, 20, null))
        .hasMessageContaining("no store that speaks S3");
  }

  @Test
  void aSessionTokenIsSentSignedAndItsEndIsNamed() {
    Map<String, String> temporary = credential();
    temporary.put("session_token", "the-session-token");
    bench.credential("default", temporary);
    service =
        request ->
            "the-session-token".equals(request.getHeaders().get("x-amz-security-token"))
                    && String.valueOf(request.getHeaders().get("authorization"))
                        .contains("x-amz-security-token")
                ? xml(400, error("ExpiredToken", ""))
                : xml(403, error("InvalidAccessKeyId", ""));
    assertThatThrownBy(() -> bench.ids("b", ""))
        .hasMessage("The session token is not valid, or no longer. Get a new one")
        .hasMessageNotContaining("the-session-token");
  }

  @Test
  void whoAgreesToPaySaysSoInEveryCall() {
    service =
        request ->
            !"requester".equals(request.getHeaders().get("x-amz-request-payer"))
                ? xml(403, error("AccessDenied", ""))
                : request.getUrl().queryParameter("list-type") == null
                    ? xml(200, "paid", "ETag", "\"e\"")
                    : xml(
                        200,
                        LISTING.formatted(
                            "false", "<Contents><Key>k</Key><Size>4</Size></Contents>"));
    assertThatThrownBy(() -> bench.ids("b", "")).hasMessageContaining("No permission: listing");
    Map<String, String> paying = credential();
    paying.put("requester_pays", "true");
    bench.credential("default", paying);
    assertThat(bench.ids("b", "")).containsExactly("k");
    assertThat(bench.text(file("b", "k"))).isEqualTo("paid");
    assertThat(bench.expand(file("b", "k")).get(0).entry()).containsEntry("etag", "\"e\"");
  }

  @Test
  void anonymousCallsAreNotSigned() {
    bench.credential(
        "default", Map.of("endpoint", credential().get("endpoint"), "anonymous", "true"));
    service =
        request ->
            request.getHeaders().get("authorization") == null
                ? xml(200, "open")
                : xml(403, error("AccessDenied", ""));
    assertThat(bench.text(file("b", "k"))).isEqualTo("open");
  }

  @Test
  void aClockThatIsWrongIsPutRightByTheServersOwn() {
    service =
        request ->
            String.valueOf(request.getHeaders().get("x-amz-date")).startsWith("20310203T0405")
                ? xml(200, "in time")
                : xml(
                    403,
                    error("RequestTimeTooSkewed", ""),
                    "Date",
                    "Mon, 03 Feb 2031 04:05:06 GMT");
    assertThat(bench.text(file("b", "k"))).isEqualTo("in time");
  }

  @Test
  void aListingThatSaysMoreAndGivesNoTokenEndsWithAReason() {
    service = request -> xml(200, LISTING.formatted("true", ""));
    assertThatThrownBy(() -> bench.ids("b", "")).hasMessageContaining("has no token to ask for it");
  }

  @Test
  void aListingThatGivesOneTokenForEverEndsWithAReason() {
    service =
        request ->
            xml(200, LISTING.formatted("true", "<NextContinuationToken>x</NextContinuationToken>"));
    assertThatThrownBy(() -> bench.ids("b", "")).hasMessageContaining("goes in circles");
  }

  @Test
  void aListingWithEmptyPagesIsFollowedToItsEnd() {
    int[] page = {0};
    service =
        request ->
            xml(
                200,
                page[0]++ < 3
                    ? LISTING.formatted(
                        "true", "<NextContinuationToken>" + page[0] + "</NextContinuationToken>")
                    : LISTING.formatted(
                        "false", "<Contents><Key>k</Key><Size>1</Size></Contents>"));

    assertThat(bench.ids("b", "")).containsExactly("k");
  }

  @Test
  void theChecksumThatStoresKeepOfNewObjectsIsVerified() {
    AtomicInteger reads = new AtomicInteger();
    service =
        request ->
            xml(
                200,
                reads.getAndIncrement() == 0 ? "123456788" : "123456789",
                "x-amz-checksum-crc64nvme",
                "rosUhgp5mIg=",
                "x-amz-checksum-type",
                "FULL_OBJECT");

    assertThat(bench.text(file("b", "k"))).isEqualTo("123456789");
    assertThat(reads).hasValue(2);
  }

  @Test
  void aFolderThatListsItselfIsListedOnce() {
    service =
        request ->
            xml(
                200,
                LISTING.formatted(
                    "false",
                    "<Contents><Key>f/</Key><Size>0</Size></Contents>"
                        + "<Contents><Key>f/a</Key><Size>1</Size></Contents>"
                        + "<Contents><Key>f/a</Key><Size>1</Size></Contents>"
                        + "<CommonPrefixes><Prefix>f/</Prefix></CommonPrefixes>"));
    assertThat(bench.expand(folder("b", "f/"))).hasSize(1);
    assertThat(bench.browse("b", "f/", 20, null).files()).noneMatch(entry -> entry.folder());
  }

  @Test
  void aListingThatIsCutOffIsAnErrorAndNoShortListing() {
    bench.setting("drive.retries", "1");
    service =
        request ->
            xml(200, "<ListBucketResult><IsTruncated>false</IsTruncated><Contents><Key>a</Key>");
    assertThatThrownBy(() -> bench.ids("b", "")).hasMessageContaining("XML that cannot be read");
  }

  @Test
  void anArchivedObjectIsNamed() {
    service = request -> xml(403, error("InvalidObjectState", ""));
    assertThatThrownBy(() -> bench.open().download(file("b", "old.txt")))
        .hasMessageContaining("is archived and must be restored");
  }
}
