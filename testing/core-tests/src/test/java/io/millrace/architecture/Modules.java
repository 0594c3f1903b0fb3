package io.millrace.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.millrace.PipelineEngine;
import io.millrace.code.graal.GraalCodeProvider;
import io.millrace.datasource.crawl.SiteCrawlProvider;
import io.millrace.datasource.drive.google.GoogleDriveProvider;
import io.millrace.datasource.local.LocalFileDatasourceProvider;
import io.millrace.datasource.notion.NotionDatasourceProvider;
import io.millrace.extractor.tika.TikaDocumentExtractor;
import io.millrace.http.okhttp.OkHttpTransportProvider;
import io.millrace.knowledge.lucene.LuceneKnowledgeStoreProvider;
import io.millrace.metrics.micrometer.MicrometerMetrics;
import io.millrace.model.langchain4j.OfflineEmbeddingProvider;
import io.millrace.render.playwright.PlaywrightRenderer;
import io.millrace.template.jinjava.JinjavaTemplateProvider;
import java.security.CodeSource;
import java.util.Map;

/** The modules that programs are made of, each known by a class of its own. */
final class Modules {
  static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.millrace");

  static final DescribedPredicate<JavaClass> CORE = module("core", PipelineEngine.class);

  static final Map<String, DescribedPredicate<JavaClass>> PLUGINS =
      Map.ofEntries(
          entry("datasource-local", LocalFileDatasourceProvider.class),
          entry("datasource-notion", NotionDatasourceProvider.class),
          entry("datasource-crawl", SiteCrawlProvider.class),
          entry("datasource-drive", GoogleDriveProvider.class),
          entry("extractor-tika", TikaDocumentExtractor.class),
          entry("http-okhttp", OkHttpTransportProvider.class),
          entry("knowledge-lucene", LuceneKnowledgeStoreProvider.class),
          entry("model-langchain4j", OfflineEmbeddingProvider.class),
          entry("template-jinjava", JinjavaTemplateProvider.class),
          entry("code-graal", GraalCodeProvider.class),
          entry("metrics-micrometer", MicrometerMetrics.class),
          entry("render-playwright", PlaywrightRenderer.class));

  private Modules() {}

  private static Map.Entry<String, DescribedPredicate<JavaClass>> entry(
      String name, Class<?> anchor) {
    return Map.entry(name, module(name, anchor));
  }

  /** Classes that come out of the same folder or jar as {@code anchor}. */
  private static DescribedPredicate<JavaClass> module(String name, Class<?> anchor) {
    CodeSource source = anchor.getProtectionDomain().getCodeSource();
    String place = source.getLocation().getPath();
    return DescribedPredicate.describe(
        "are in module " + name,
        type ->
            type.getBaseComponentType() // an array is where its elements are
                .getSource()
                .map(found -> found.getUri().toString().contains(place))
                .orElse(false));
  }
}
