package io.millrace.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Hands the tests of a class a {@link PipelineTester} for a pipeline file as a parameter.
 *
 * <pre>{@code
 * @PipelineTest("general.pipeline")
 * class GeneralPipelineTest {
 *   @Test
 *   void aHeadingBeginsAChunk(PipelineTester pipeline) { … }
 * }
 * }</pre>
 *
 * @since 0.1
 */
@Documented
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(PipelineTesterExtension.class)
public @interface PipelineTest {

  /** Names the pipeline file: a resource of the class path, else a path. */
  String value();
}
