package io.millrace.testkit;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Makes the parameters that {@link PipelineTest} promises: a new one for each test. */
final class PipelineTesterExtension implements ParameterResolver {

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == PipelineTester.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return PipelineTester.of(pipelineOf(context));
  }

  private static String pipelineOf(ExtensionContext context) {
    for (ExtensionContext at = context; ; at = at.getParent().orElseThrow()) {
      var found =
          at.getElement().flatMap(e -> AnnotationSupport.findAnnotation(e, PipelineTest.class));
      if (found.isPresent()) {
        return found.get().value();
      } else if (at.getParent().isEmpty()) {
        throw new ParameterResolutionException(
            "Annotate the class or the method with @PipelineTest");
      }
    }
  }
}
