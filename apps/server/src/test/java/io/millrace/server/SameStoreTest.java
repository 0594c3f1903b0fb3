package io.millrace.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.PipelineEngine;
import io.millrace.RunRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SameStoreTest {
  @Test
  void whatARunIndexedTheServerFindsAndTheOtherWayRound(@TempDir Path folder) throws Exception {
    Path document = Files.writeString(folder.resolve("a.md"), "The wheel turns");
    Path store = folder.resolve("store");
    try (PipelineEngine engine =
        PipelineEngine.builder().discover().store(store).allowFiles(document).build()) {
      engine.run(RunRequest.of(Pipelines.general()).file(document).build());
    }

    try (PipelineEngine engine = PipelineEngine.builder().discover().store(store).build();
        MillraceServer server = MillraceServer.builder(engine).directory(store).port(0).start()) {
      Http http = new Http(server.uri(), null);
      String id = http.get("/v1/datasets").json().at("/data/0/id").asText();
      assertThat(
              http.post("/v1/datasets/" + id + "/retrieve", "{\"query\":\"wheel\"}")
                  .is(200)
                  .json()
                  .at("/records/0/segment/content")
                  .asText())
          .isEqualTo("The wheel turns");
      server.serve(Pipelines.general());
      String file = http.upload("b.md", "An otter swims");
      http.post("/v1/datasets/" + id + "/pipeline/run", ServerTest.run(file, true, "blocking"))
          .is(200);
    }

    try (PipelineEngine engine = PipelineEngine.builder().discover().store(store).build()) {
      assertThat(engine.search("Notes", "otter").records()).hasSize(1);
      assertThat(engine.search("Notes", "wheel").records()).hasSize(1);
    }
  }
}
