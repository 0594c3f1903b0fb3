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
import io.millrace.model.langchain4j.OfflineEmbeddingProvider;
import io.millrace.render.playwright.PlaywrightRenderer;
import io.millrace.template.jinjava.JinjavaTemplateProvider;
import java.security.CodeSource;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The modules that programs are made of, each known by a class of its own. */
final class Modules {
  static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.millrace");

  static final DescribedPredicate<JavaClass> CORE = module("core", PipelineEngine.class);

  static final Map<String, DescribedPredicate<JavaClass>> PLUGINS =
      Stream.of(
              Map.entry("datasource-local", LocalFileDatasourceProvider.class),
              Map.entry("datasource-notion", NotionDatasourceProvider.class),
              Map.entry("datasource-crawl", SiteCrawlProvider.class),
              Map.entry("datasource-drive", GoogleDriveProvider.class),
              Map.entry("extractor-tika", TikaDocumentExtractor.class),
              Map.entry("http-okhttp", OkHttpTransportProvider.class),
              Map.entry("knowledge-lucene", LuceneKnowledgeStoreProvider.class),
              Map.entry("model-langchain4j", OfflineEmbeddingProvider.class),
              Map.entry("template-jinjava", JinjavaTemplateProvider.class),
              Map.entry("code-graal", GraalCodeProvider.class),
              Map.entry("render-playwright", PlaywrightRenderer.class))
          .collect(
              Collectors.toUnmodifiableMap(
                  Map.Entry::getKey, entry -> module(entry.getKey(), entry.getValue())));

  private Modules() {}

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
