package io.millrace.pipeline;

import static java.util.Objects.requireNonNull;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A repository in a folder: {@code <knowledge base>/draft.pipeline} and {@code <knowledge
 * base>/versions/<version>.pipeline}, ordinary pipeline files with their secrets.
 *
 * <p>Each file is replaced in one step. Several threads may share one instance; several processes
 * must not publish to one folder at a time.
 *
 * @since 0.1
 */
public final class DirectoryPipelineRepository extends VersionedRepository {
  private static final String SUFFIX = ".pipeline";

  private final Path root;
  private final PipelineWriter writer = new PipelineWriter();
  private final PipelineReader reader = new PipelineReader();

  /** Creates a repository in {@code root}, which need not exist yet. */
  public DirectoryPipelineRepository(Path root) {
    this(root, Clock.systemUTC());
  }

  DirectoryPipelineRepository(Path root, Clock clock) {
    super(clock);
    this.root = requireNonNull(root, "root");
  }

  /**
   * @throws PipelineRepositoryException if the draft's file can no longer be read
   */
  @Override
  public Optional<Pipeline> draft(String knowledgeBaseId) {
    Path file = draftFile(knowledgeBaseId);
    return Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
  }

  /**
   * @throws PipelineRepositoryException if the file cannot be written; the old draft then stays
   */
  @Override
  public void saveDraft(String knowledgeBaseId, Pipeline pipeline) {
    write(pipeline, draftFile(knowledgeBaseId));
  }

  /**
   * @throws PipelineRepositoryException if a version's file can no longer be read
   */
  @Override
  public List<PublishedPipeline> versions(String knowledgeBaseId) {
    return files(knowledgeBaseId).map(this::version).toList();
  }

  @Override
  public Optional<PublishedPipeline> latest(String knowledgeBaseId) {
    return files(knowledgeBaseId).findFirst().map(this::version);
  }

  /**
   * The folder goes in one step, its files afterwards.
   *
   * @throws PipelineRepositoryException if the folder cannot be removed
   */
  @Override
  public void delete(String knowledgeBaseId) {
    Path folder = folder(knowledgeBaseId);
    if (!Files.isDirectory(folder)) {
      return;
    }
    Path gone = root.resolve("%gone-" + UUID.randomUUID());
    try {
      Files.move(folder, gone, StandardCopyOption.ATOMIC_MOVE);
      MoreFiles.deleteRecursively(gone, RecursiveDeleteOption.ALLOW_INSECURE);
    } catch (IOException e) {
      throw new PipelineRepositoryException("Cannot remove the folder '" + folder + "'", e);
    }
  }

  @Override
  void store(String knowledgeBaseId, PublishedPipeline version) {
    String name = version.version().replace(':', '-') + SUFFIX;
    write(version.pipeline(), versionsFolder(knowledgeBaseId).resolve(name));
  }

  /** The files of the published versions, newest first. */
  private Stream<Path> files(String knowledgeBaseId) {
    Path folder = versionsFolder(knowledgeBaseId);
    if (!Files.isDirectory(folder)) {
      return Stream.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(SUFFIX))
          .sorted(Comparator.reverseOrder())
          .toList()
          .stream();
    } catch (IOException | UncheckedIOException e) {
      throw new PipelineRepositoryException("Cannot list the versions in '" + folder + "'", e);
    }
  }

  private PublishedPipeline version(Path file) {
    String name = file.getFileName().toString();
    String stamp = name.substring(0, name.length() - SUFFIX.length());
    int time = stamp.indexOf(' ') + 1;
    return new PublishedPipeline(
        stamp.substring(0, time) + stamp.substring(time).replace('-', ':'), read(file));
  }

  /** Reads also what cannot run: a draft may be unfinished. */
  private Pipeline read(Path file) {
    PipelineInspection inspection = reader.inspect(file);
    return inspection
        .pipeline()
        .orElseThrow(
            () ->
                new PipelineRepositoryException(
                    "The file '" + file + "' holds no pipeline any more. Restore or remove it.",
                    new InvalidPipelineException(inspection.problems())));
  }

  private void write(Pipeline pipeline, Path file) {
    try {
      writer.write(pipeline, file);
    } catch (UncheckedIOException e) {
      throw new PipelineRepositoryException(String.valueOf(e.getMessage()), e);
    }
  }

  private Path draftFile(String knowledgeBaseId) {
    return folder(knowledgeBaseId).resolve("draft" + SUFFIX);
  }

  private Path versionsFolder(String knowledgeBaseId) {
    return folder(knowledgeBaseId).resolve("versions");
  }

  private Path folder(String knowledgeBaseId) {
    return root.resolve(folderName(knowledgeBaseId));
  }

  /** Letters, digits, {@code -} and {@code _} stay; every other byte becomes {@code %XX}. */
  private static String folderName(String knowledgeBaseId) {
    if (knowledgeBaseId.isEmpty()) {
      throw new IllegalArgumentException("A knowledge base's id must not be empty");
    }
    StringBuilder name = new StringBuilder();
    for (byte b : knowledgeBaseId.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      boolean safe = c < 0x80 && (Character.isLetterOrDigit(c) || c == '-' || c == '_');
      name.append(safe ? String.valueOf(c) : "%%%02X".formatted((int) c));
    }
    return name.toString();
  }
}
