package io.millrace.datasource.crawl;

import io.millrace.datasource.DatasourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The file in which a crawl keeps what it knows. One that lasts is written so that a killed process
 * loses nothing it has committed; one that does not is never committed and is deleted when closed.
 */
final class Database implements AutoCloseable {
  private static final String NAME = "crawl.db";

  private final Connection connection;
  private final Map<String, PreparedStatement> statements = new HashMap<>();
  private final @Nullable Path temporary;

  private Database(Connection connection, @Nullable Path temporary) {
    this.connection = connection;
    this.temporary = temporary;
  }

  /** Opens a database that lasts, in a folder that is made if it is not there. */
  static Database in(Path folder) {
    try {
      Files.createDirectories(folder);
      return open(
          folder.resolve(NAME),
          null,
          "pragma journal_mode = wal",
          "pragma synchronous = normal",
          "pragma busy_timeout = 2000",
          "pragma locking_mode = exclusive");
    } catch (IOException | SQLException e) {
      throw DatasourceException.permanent(
          ("The state of the crawl cannot be kept in %s: %s. Choose a folder that may be written to"
                  + " and that no other crawl uses")
              .formatted(folder, e.getMessage()),
          e);
    }
  }

  /** Opens a database that is gone when it is closed. */
  static Database temporary() {
    try {
      Path folder = Files.createTempDirectory("millrace-crawl");
      return open(
          folder.resolve(NAME),
          folder,
          "pragma journal_mode = off",
          "pragma synchronous = off",
          "pragma locking_mode = exclusive");
    } catch (IOException | SQLException e) {
      throw DatasourceException.retriable(
          "No temporary file for the crawl can be made: " + e.getMessage(), e);
    }
  }

  private static Database open(Path file, @Nullable Path temporary, String... settings)
      throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
    try (Statement statement = connection.createStatement()) {
      for (String setting : settings) {
        statement.execute(setting);
      }
      statement.execute("pragma cache_size = -8000");
      statement.execute("pragma temp_store = file");
      connection.setAutoCommit(false);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
    return new Database(connection, temporary);
  }

  /** Reads one row. */
  @FunctionalInterface
  interface Row {
    void read(ResultSet row) throws SQLException;
  }

  /** Changes rows; returns how many. */
  synchronized int update(String sql, @Nullable Object... values) {
    try {
      return bound(sql, values).executeUpdate();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** Reads rows. */
  synchronized void query(Row reader, String sql, @Nullable Object... values) {
    try (ResultSet rows = bound(sql, values).executeQuery()) {
      while (rows.next()) {
        reader.read(rows);
      }
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private PreparedStatement bound(String sql, @Nullable Object... values) throws SQLException {
    PreparedStatement statement = statements.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      statements.put(sql, statement);
    }
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }

  /** Does all of it or, when this process is killed, nothing; no other change comes between. */
  synchronized void atomically(Runnable changes) {
    changes.run();
    commit();
  }

  /** Makes what was changed last; without effect where nothing is to last. */
  synchronized void commit() {
    if (temporary != null) {
      return;
    }
    try {
      connection.commit();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private static DatasourceException failed(SQLException e) {
    return DatasourceException.retriable(
        "The state of the crawl cannot be read or written: " + e.getMessage(), e);
  }

  @Override
  public synchronized void close() {
    try {
      for (PreparedStatement statement : statements.values()) {
        statement.close();
      }
      if (temporary == null) {
        connection.commit();
      }
      connection.close();
      if (temporary != null) {
        Files.deleteIfExists(temporary.resolve(NAME));
        Files.deleteIfExists(temporary);
      }
    } catch (SQLException | IOException e) {
      throw DatasourceException.retriable(
          "The state of the crawl cannot be closed: " + e.getMessage(), e);
    }
  }
}
