package io.millrace.server;

import io.millrace.PipelineEngine;
import io.millrace.pipeline.DirectoryPipelineRepository;
import io.millrace.pipeline.InMemoryPipelineRepository;
import io.millrace.pipeline.Pipeline;
import io.millrace.server.api.Attachments;
import io.millrace.server.api.BatchAnswers;
import io.millrace.server.api.ChildChunkResource;
import io.millrace.server.api.CreationResource;
import io.millrace.server.api.DatasetResource;
import io.millrace.server.api.DatasetViews;
import io.millrace.server.api.DatasourceResource;
import io.millrace.server.api.DocumentResource;
import io.millrace.server.api.DocumentViews;
import io.millrace.server.api.DownloadResource;
import io.millrace.server.api.FileLinks;
import io.millrace.server.api.FileResource;
import io.millrace.server.api.Ingest;
import io.millrace.server.api.MetadataResource;
import io.millrace.server.api.ModelResource;
import io.millrace.server.api.OpenApiResource;
import io.millrace.server.api.PipelineResource;
import io.millrace.server.api.Publishing;
import io.millrace.server.api.RetrieveResource;
import io.millrace.server.api.RunHistoryResource;
import io.millrace.server.api.RunRegistry;
import io.millrace.server.api.RunResource;
import io.millrace.server.api.SegmentResource;
import io.millrace.server.api.ServedPipelines;
import io.millrace.server.api.TagResource;
import io.millrace.server.api.TagStore;
import io.millrace.server.api.UploadResource;
import io.millrace.server.api.Uploads;
import io.millrace.server.api.Workspaces;
import io.millrace.server.http.HttpServer;
import io.millrace.server.http.Route;
import io.millrace.server.key.ApiKeys;
import io.millrace.server.key.KeyGate;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The parts of a server, put together. */
final class ServerParts {
  private static final int BROWSING_THREADS = 16;
  private static final int BROWSING_QUEUE = 64;

  private final Spool spool;
  private final HttpServer http;
  private final ServerMetrics metrics = new ServerMetrics();
  private final RunRegistry runs;
  private final Publishing publishing;
  private final ExecutorService browsing;
  private final Shutdown shutdown;

  ServerParts(PipelineEngine engine, ServerSettings settings) {
    Path directory = settings.directory;
    this.spool = Spool.open(directory);
    ApiKeys keys = ApiKeys.of(directory == null ? spool.folder() : directory);
    boolean loopback = ServerKeys.checkedLoopback(settings.host, keys);
    Workspaces workspaces = new Workspaces(engine);
    ServedPipelines pipelines =
        new ServedPipelines(
            directory == null
                ? new InMemoryPipelineRepository()
                : new DirectoryPipelineRepository(directory.resolve("pipelines")));
    this.runs = new RunRegistry(metrics::ran);
    this.publishing = new Publishing(engine, workspaces, pipelines);
    this.browsing = browsing();
    TagStore tags = new TagStore(directory);
    DatasetViews views = new DatasetViews(workspaces, pipelines, tags);
    DocumentViews documents = new DocumentViews(engine.files());
    Uploads uploads = new Uploads(engine.files(), settings.uploads);
    FileLinks links = new FileLinks(directory, settings.publicUrl, Clock.systemUTC());
    Attachments attachments = new Attachments(engine.files(), links);
    BatchAnswers batches =
        settings.publishedAnswer == PublishedAnswer.BATCH ? new BatchAnswers(workspaces) : null;

    List<Route> routes = new ArrayList<>();
    this.shutdown = new Shutdown(runs, browsing);
    routes.addAll(new RunResource(engine, pipelines, runs, batches).routes());
    routes.addAll(new UploadResource(uploads).routes());
    routes.addAll(new DatasourceResource(engine, pipelines, browsing).routes());
    routes.addAll(new RunHistoryResource(runs, workspaces, documents).routes());
    routes.addAll(new PipelineResource(engine, workspaces, pipelines, publishing).routes());
    routes.addAll(new DatasetResource(engine, workspaces, pipelines, views).routes());
    routes.addAll(new TagResource(workspaces, tags).routes());
    routes.addAll(new DocumentResource(workspaces, documents).routes());
    routes.addAll(new DownloadResource(workspaces, engine.files(), links).routes());
    routes.addAll(new FileResource(engine.files(), links).routes());
    routes.addAll(
        new CreationResource(
                workspaces,
                engine.files(),
                uploads,
                new Ingest(engine, workspaces, pipelines, runs, documents))
            .routes());
    routes.addAll(new SegmentResource(engine, workspaces, attachments).routes());
    routes.addAll(new ChildChunkResource(engine, workspaces).routes());
    routes.addAll(new MetadataResource(workspaces).routes());
    routes.addAll(new RetrieveResource(engine, attachments).routes());
    routes.addAll(new ModelResource(engine).routes());
    routes.addAll(new MonitorResource(metrics, () -> !shutdown.begun()).routes());
    this.http =
        new HttpServer(
            OpenApiResource.describing(routes),
            new KeyGate(keys, loopback, settings.maxCallsPerKey),
            workspaces,
            settings.httpLimits(spool.folder()),
            settings.pingInterval,
            metrics,
            settings.host,
            settings.port);
    metrics.gauge("millrace_runs_under_way", "Runs that have not ended.", runs::size);
    metrics.gauge("millrace_sse_streams", "Open streams of events.", http::openStreams);
    metrics.gauge("millrace_http_connections", "Open connections.", http::openConnections);
  }

  private static ExecutorService browsing() {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            BROWSING_THREADS,
            BROWSING_THREADS,
            1,
            TimeUnit.MINUTES,
            new LinkedBlockingQueue<>(BROWSING_QUEUE),
            task -> {
              Thread thread = new Thread(task, "millrace-browse");
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  int start() {
    return http.start();
  }

  ServerMetrics metrics() {
    return metrics;
  }

  String publish(Pipeline pipeline) {
    return publishing.publish(pipeline);
  }

  void close(Duration grace) {
    shutdown.run(http, grace);
    spool.close();
  }
}
