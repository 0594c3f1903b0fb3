package io.millrace.datasource.notion;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A table of rows: a data source, or in the older version a database.
 *
 * @param id what its rows are queried by
 * @param title its name
 * @param columns the columns by name
 */
record Table(String id, String title, JsonNode columns) {}
