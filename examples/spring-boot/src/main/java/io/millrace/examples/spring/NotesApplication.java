package io.millrace.examples.spring;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.PipelineEngine;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** Takes notes, makes a knowledge base of them, and shows a browser how that goes. */
@SpringBootApplication
public class NotesApplication {

  /** Starts the application. */
  public static void main(String[] arguments) {
    SpringApplication.run(NotesApplication.class, arguments);
  }

  /**
   * Where meters go. With Spring Boot's actuator there is a registry already, and it is part of the
   * global one, to which the engine's meters are written.
   */
  @Bean
  MeterRegistry meters() {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    Metrics.addRegistry(meters);
    return meters;
  }

  /** One engine for the application; Spring closes it, and with it the runs under way. */
  @Bean(destroyMethod = "close")
  PipelineEngine engine(@Value("${notes.store}") Path store) {
    return PipelineEngine.builder()
        .discover(NotesApplication.class.getClassLoader())
        .store(store)
        .build();
  }
}
