package io.millrace.model.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.model.ModelId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelSettingsFileTest {
  private final ModelSettingsFile settings = new ModelSettingsFile(Map.of("THE_KEY", "sk-1")::get);

  private List<OpenAiModels> read(Path folder, String json) throws IOException {
    return settings.read(Files.writeString(folder.resolve("models.json"), json.replace('\'', '"')));
  }

  @Test
  void serversAndTheirModelsAreReadAndKeysComeFromTheEnvironment(@TempDir Path folder)
      throws IOException {
    List<OpenAiModels> all =
        read(
            folder,
            """
            {'servers': [{
              'id': 'local', 'base_url': 'http://localhost:1/v1/', 'api_key_env': 'THE_KEY',
              'requests_per_minute': 60, 'max_retries': 1,
              'models': [
                {'kind': 'chat', 'provider': 'a/b/c', 'name': 'gpt', 'model': 'qwen',
                 'files': ['image', 'document']},
                {'kind': 'embedding', 'name': '*', 'model': 'nomic', 'dimension': 768},
                {'kind': 'rerank', 'provider': 'j', 'name': 'r'}]}]}
            """);
    OpenAiModels local = all.get(0);
    assertThat(local.id()).isEqualTo("local");
    assertThat(local.chatModel(new ModelId("a/b/c", "gpt")))
        .hasValueSatisfying(
            model -> assertThat(model).hasToString("OpenAiChat[a/b/c/gpt as qwen at local]"));
    assertThat(local.chatModel(new ModelId("a/b/c", "other"))).isEmpty();
    assertThat(local.model(new ModelId("any", "thing")).orElseThrow().dimension()).isEqualTo(768);
    assertThat(local.rerankModel(new ModelId("j", "r"))).isPresent();
    assertThat(local.toString()).doesNotContain("sk-1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | 'servers' must be a list with at least one server",
        "{'servers': [{}]} | servers[0].base_url is required: a text that is not empty",
        "{'servers': [{'base_url': 'x', 'models': []}]} | The base URL must begin with http:// or"
            + " https://, but was x",
        "{'servers': [{'base_url': 'http://x', 'api_key': 'k'}]} | servers[0].api_key is none of",
        "{'servers': [{'base_url': 'http://x', 'api_key_env': 'NONE'}]} | servers[0].api_key_env:"
            + " the environment variable NONE is not set",
        "{'servers': [{'base_url': 'http://x', 'models': [{'name': 'n', 'kind': 'odd'}]}]} |"
            + " servers[0].models[0].kind must be chat, embedding or rerank, but was 'odd'",
        "nonsense | models.json is not JSON, at line 1"
      })
  void whatCannotBeUsedIsNamed(String json, String message, @TempDir Path folder) {
    assertThatThrownBy(() -> read(folder, json))
        .isInstanceOf(ModelSettingsException.class)
        .hasMessageContaining(message);
  }
}
