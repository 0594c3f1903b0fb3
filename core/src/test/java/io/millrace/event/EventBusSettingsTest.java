package io.millrace.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class EventBusSettingsTest {

  @Test
  void theDefaultsAreTheDocumentedOnes() {
    assertThat(EventBusSettings.DEFAULT)
        .isEqualTo(new EventBusSettings(8_192, Duration.ofSeconds(30)));
  }

  @Test
  void settingsThatCannotWorkAreRefusedWithTheirBounds() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EventBusSettings(0, Duration.ofSeconds(1)))
        .withMessageContaining("bufferSize must be from 1 to");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EventBusSettings(1, Duration.ZERO))
        .withMessageContaining("subscriberTimeout");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EventBusSettings(1, Duration.ofDays(2)));
  }
}
