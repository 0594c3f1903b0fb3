package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class RunRequestTest {
  private static final String WHOLE =
      """
      {"inputs":{"size":1024,"huge":123456789012345678901234567890,"ratio":1.0,"none":null},
       "datasource_type":"local_file","datasource_info_list":[{"reference":"f-1","name":"a.md","extra":1}],
       "start_node_id":"file","is_published":false,"response_mode":"streaming","unknown":true}
      """;

  @Test
  void theDocumentedBodyIsReadAndPrinted() {
    RunRequest request = RunRequest.fromJson(TestPipelines.general(), WHOLE).build();

    assertThat(request.inputs())
        .containsEntry("size", 1024L)
        .containsEntry("huge", new BigInteger("123456789012345678901234567890"))
        .containsEntry("ratio", 1.0)
        .containsEntry("none", null);
    assertThat(request.entries().get(0)).containsEntry("extra", 1L);
    assertThat(request.published()).isFalse();
    assertThat(request.responseMode()).isEqualTo(ResponseMode.STREAMING);
    RunRequest again =
        RunRequest.fromJson(TestPipelines.general(), request.toJson().toString()).build();
    assertThat(again.toJson()).isEqualTo(request.toJson());
  }

  @Test
  void everyMissingFieldIsNamedAtOnce() {
    assertThat(problemsOf("{}"))
        .contains("inputs is required")
        .contains("datasource_type is required")
        .contains("datasource_info_list is required")
        .contains("start_node_id is required")
        .contains("is_published is required")
        .contains("response_mode is required");
  }

  @Test
  void everyWrongTypeAndBadEnumIsNamedAtOnce() {
    assertThat(
            problemsOf(
                """
                {"inputs":[],"datasource_type":"ftp","datasource_info_list":["x"],
                 "start_node_id":7,"is_published":"yes","response_mode":"later"}
                """))
        .contains("inputs must be an object")
        .contains("'ftp' is not a valid datasource type")
        .contains("datasource_info_list[0] must be an object")
        .contains("start_node_id must be a string")
        .contains("is_published must be true or false")
        .contains("response_mode must be streaming or blocking, but was 'later'");
  }

  @Test
  void whatIsNotJsonIsSaidToBeSo() {
    assertThat(problemsOf("")).contains("JSON payload is empty");
    assertThat(problemsOf("{")).contains("not JSON");
    assertThat(problemsOf("[]")).contains("must be a JSON object");
  }

  private static String problemsOf(String json) {
    InvalidRequestException problem =
        catchThrowableOfType(
            InvalidRequestException.class,
            () -> RunRequest.fromJson(TestPipelines.general(), json));
    return String.join("\n", problem.problems());
  }
}
